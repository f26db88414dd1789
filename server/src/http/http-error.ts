/** The only errors a route may answer with. `code` is part of the API; `detail` is for a person. */
export class HttpError extends Error {
  readonly status: number
  readonly code: string
  /** More members of the problem document, e.g. `{ current, seen }` of a 409. */
  readonly extra: Record<string, unknown>

  constructor(status: number, code: string, detail: string, extra: Record<string, unknown> = {}) {
    super(detail)
    this.name = 'HttpError'
    this.status = status
    this.code = code
    this.extra = extra
  }
}
