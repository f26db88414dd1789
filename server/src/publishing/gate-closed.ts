import type { GateReason } from '@dateline/shared/api/contracts'
import { HttpError } from '../http/http-error.ts'

/** 409 `gate-closed` with the reasons, so that a screen can link each to its place. */
export function gateClosed(reasons: readonly GateReason[]): HttpError {
  const [first, ...others] = reasons
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  return new HttpError(409, 'gate-closed', `Not ready to go out: ${first?.message ?? ''}${more}`, {
    reasons,
  })
}
