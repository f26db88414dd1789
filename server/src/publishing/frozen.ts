import { freezeStory, type FreezeInput } from '@dateline/shared/export/freeze-story'
import type { ExportPackage } from '@dateline/shared/export/package'
import { UnknownNodeError } from '@dateline/shared/export/unknown-node'
import { HttpError } from '../http/http-error.ts'

/**
 * `freezeStory` for a route: what a peer wrote that no export knows is the story's fault, not ours.
 * @throws HttpError 422 `unknown-node`
 */
export function frozen(input: FreezeInput): ExportPackage {
  try {
    return freezeStory(input)
  } catch (error) {
    if (!(error instanceof UnknownNodeError)) throw error
    throw new HttpError(422, 'unknown-node', error.message, { node: error.node })
  }
}
