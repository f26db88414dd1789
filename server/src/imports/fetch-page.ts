import { guardedFetch } from '../http/guarded-fetch.ts'
import type { FetchRefusal } from '../http/guarded-request.ts'
import { HttpError } from '../http/http-error.ts'

export interface Page {
  readonly text: string
  readonly isHtml: boolean
  /** Where it was found, after redirects. */
  readonly url: string
}

const STATUS: Record<FetchRefusal['code'], number> = {
  'bad-url': 422,
  'private-address': 422,
  'wrong-type': 422,
  'too-large': 422,
  'not-found': 422,
  'too-many-redirects': 502,
  unreachable: 502,
  timeout: 502,
}

/**
 * A public web page as text, in the encoding it declares.
 * @throws HttpError 422 for an address that is not fetched (rule I5), 502 for a site that fails
 */
export async function fetchPage(url: string): Promise<Page> {
  const accept = ['text/html', 'application/xhtml+xml', 'text/plain']
  const answer = await guardedFetch({
    url,
    accept,
    headers: { accept: 'text/html, text/plain;q=0.8' },
  })
  if (!answer.ok) {
    const { code, detail } = answer.error
    throw new HttpError(STATUS[code], code, `${detail} You can paste the text instead.`)
  }
  const { status, headers, body, url: from } = answer.value
  if (status >= 300) {
    const detail = `The site answered ${status}. If the page opens in your browser, paste its text instead.`
    throw new HttpError(502, 'page-not-readable', detail)
  }
  const type = headers['content-type'] ?? ''
  return { text: decode(body, type), isHtml: !type.startsWith('text/plain'), url: from }
}

/** By the header's charset, else the one in the page's first kilobyte, else UTF-8. */
function decode(body: Uint8Array, type: string): string {
  const head = new TextDecoder('latin1').decode(body.subarray(0, 1024))
  const label = (
    /charset\s*=\s*["']?([\w-]+)/iu.exec(type) ?? /charset\s*=\s*["']?([\w-]+)/iu.exec(head)
  )?.[1]
  try {
    return new TextDecoder(label ?? 'utf-8').decode(body)
  } catch {
    return new TextDecoder().decode(body) // a charset that nobody knows
  }
}
