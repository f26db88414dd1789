import { renderNinjs } from '@dateline/shared/export/ninjs'
import type { ExportPackage } from '@dateline/shared/export/package'

/** What a receiver is sent of a story. Pure: the same revision gives the same bytes. */
export const webhookBody = (story: ExportPackage): string => renderNinjs(story)

/** A message that a receiver can tell from a story, and must not publish. */
export const testMessage = (at: number): string =>
  JSON.stringify({
    uri: 'urn:dateline:test',
    type: 'text',
    pubStatus: 'withheld',
    versionCreated: new Date(at).toISOString(),
    headlines: [{ value: 'Connection test' }],
  })
