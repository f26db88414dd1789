import type { FetchRefusal } from '../http/guarded-request.ts'
import type { Answer } from './remote-target.ts'

/** A request to a site that got no answer, and what to do about it, in words. */
export function siteTrouble(
  { code, detail, sent }: FetchRefusal,
  { isWrite, address }: { readonly isWrite: boolean; readonly address: string },
): Answer<never> {
  if (code === 'private-address') {
    return {
      kind: 'refused',
      reason: `${detail} If the site is on your own network, allow private addresses for this target.`,
    }
  }
  if (code === 'too-many-redirects') {
    const reason = `The site sends us on to another address. Enter the address it ends up at (${address}) under Admin, Sites.`
    return { kind: 'refused', reason }
  }
  if (code === 'bad-url') return { kind: 'refused', reason: detail }
  return { kind: isWrite && sent ? 'lost' : 'busy', reason: detail }
}
