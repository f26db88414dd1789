import type { z } from 'zod'
import { HttpError } from './http-error.ts'

interface WithBody {
  readonly body?: unknown
  readonly headers: { readonly 'content-type'?: string | undefined }
}

/**
 * The request's JSON body, checked.
 * @throws HttpError 400 `bad-body` with `errors: [{ path, message }]`; 415 `not-json`
 */
export function body<S extends z.ZodType>(schema: S, req: WithBody): z.output<S> {
  if (req.body === undefined && req.headers['content-type'] !== undefined) {
    throw new HttpError(415, 'not-json', 'Send the body as JSON (Content-Type: application/json).')
  }
  return checked(schema, req.body ?? {}, 'bad-body', 'The body does not fit')
}

/** The query string, checked. @throws HttpError 400 `bad-query` with `errors: [{ path, message }]` */
export function query<S extends z.ZodType>(
  schema: S,
  req: { readonly query: unknown },
): z.output<S> {
  return checked(schema, req.query, 'bad-query', 'The query does not fit')
}

function checked<S extends z.ZodType>(
  schema: S,
  value: unknown,
  code: string,
  lead: string,
): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.map(({ path, message }) => ({
    path: path.map(String).join('.'),
    message,
  }))
  const [first] = errors
  const where = first?.path ? `${first.path}: ` : ''
  throw new HttpError(400, code, `${lead}: ${where}${first?.message ?? 'unknown reason'}.`, {
    errors,
  })
}
