import type { Problem } from '@dateline/shared/api/problem'

/**
 * The API refused or could not be reached. `message` is a sentence to show as it is; `code` is the
 * problem's stable code (`network`, `bad-answer` when there was no problem to read).
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  readonly code: string
  /** Members of the problem beside the standard ones, e.g. `current` and `seen` of a 409. */
  readonly problem: Problem | null

  constructor(message: string, status: number, code: string, problem: Problem | null = null) {
    super(message)
    this.status = status
    this.code = code
    this.problem = problem
  }

  /** What is wrong with one member of the body that was sent. */
  errorAt(path: string): string | undefined {
    return this.problem?.errors?.find((error) => error.path === path)?.message
  }
}
