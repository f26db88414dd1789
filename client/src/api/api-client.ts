import { problemSchema } from '@dateline/shared/api/problem'
import { z } from 'zod'
import { t } from '../i18n/translate.ts'
import { ApiError } from './api-error.ts'

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

const looseProblem = problemSchema.loose()
const signedOutListeners = new Set<() => void>()

/** Told when the server says that nobody is signed in (401). @returns stop */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

/**
 * One call of the API, its answer checked against the contract it shares with the server.
 * @param path below the origin, e.g. `/api/stories`
 * @param body sent as JSON; a Blob as it is
 * @returns what `answer` describes; `z.undefined()` for 204
 * @throws ApiError with a sentence for the person
 */
export async function api<T>(
  method: Method,
  path: string,
  answer: z.ZodType<T>,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const response = await send(method, path, body, signal)
  if (!response.ok) throw await refusal(response)
  const parsed = answer.safeParse(await readJson(response))
  if (!parsed.success) throw new ApiError(t('problem.answer'), response.status, 'bad-answer')
  return parsed.data
}

/** For answers that carry nothing the caller needs. */
export const nothing: z.ZodType = z.unknown()

async function send(
  method: Method,
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const isFile = body instanceof Blob
  const type = isFile ? body.type || 'application/octet-stream' : 'application/json'
  try {
    return await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json, application/problem+json',
        ...(body !== undefined && { 'content-type': type }),
      },
      ...(body !== undefined && { body: isFile ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError(t('problem.network'), 0, 'network')
  }
}

async function refusal(response: Response): Promise<ApiError> {
  if (response.status === 401) for (const listener of signedOutListeners) listener()
  const { data } = looseProblem.safeParse(await readJson(response))
  if (data) return new ApiError(data.detail, response.status, data.code, data)
  if (response.status === 429) return new ApiError(t('problem.rate-limited'), 429, 'rate-limited')
  const words = t('problem.unexpected', { status: response.status })
  return new ApiError(words, response.status, 'unexpected')
}

/** @returns undefined when the answer is empty or not JSON */
async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!text) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
