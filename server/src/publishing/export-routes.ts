import { EXPORT_FORMATS } from '@dateline/shared/api/contracts'
import { EXPORT_TARGETS } from '@dateline/shared/export/export-targets'
import type { ExportPackage } from '@dateline/shared/export/package'
import type { ExportTarget } from '@dateline/shared/export/target'
import type { StoryId } from '@dateline/shared/ids'
import { Router } from 'express'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { noSuchRoute } from '../http/error-handler.ts'
import { storyFor } from '../http/story-for.ts'
import { query } from '../http/validate.ts'
import { StoryMedia } from '../media/story-media.ts'
import { frozen } from './frozen.ts'
import { gateClosed } from './gate-closed.ts'
import { PublicationStore } from './publication-store.ts'
import { snapshotStory } from './story-snapshot.ts'

const exportQuery = z.object({
  format: z.enum(EXPORT_FORMATS, { error: `one of ${EXPORT_FORMATS.join(', ')}` }),
  draft: z.enum(['0', '1'], { error: '1 for a watermarked draft' }).default('0'),
})

/** Mounted at /api/stories/:id/export. */
export function exportRoutes(deps: Deps): Router {
  const router = Router({ mergeParams: true })
  const publications = new PublicationStore(deps.db)

  // GET /api/stories/:id/export?format=html|docx|…[&draft=1] → 200 the file; 409 with `reasons`
  router.get('/', async (req, res) => {
    const { story } = await storyFor(deps, req, 'story.read')
    const { format, draft } = query(exportQuery, req)
    const isDraft = draft === '1'
    await storyFor(deps, req, isDraft ? 'story.draft-export' : 'story.export')
    const { doc, record, factRecords, media, reasons } = await snapshotStory(
      deps,
      story.id as StoryId,
    )
    try {
      if (reasons.length > 0 && !isDraft) throw gateClosed(reasons)
      const { revision, publishedAt } = await publications.published(record.id)
      const target = EXPORT_TARGETS[format]
      const now = deps.now()
      const { timeZone } = deps.config
      const story = { doc, record, factRecords, media }
      const pkg = frozen({ ...story, revision, publishedAt, now, timeZone, draft: isDraft })
      const files = await new StoryMedia(deps).files(pkg.media.map(({ sha256 }) => sha256))
      const payload = target.render(pkg, files)
      res
        .setHeader('Content-Disposition', `attachment; filename="${fileName(pkg, target)}"`)
        .setHeader('Cache-Control', 'no-store')
        .type(target.mediaType)
        .send(typeof payload === 'string' ? payload : Buffer.from(payload))
    } finally {
      doc.destroy()
    }
  })

  router.use(noSuchRoute)
  return router
}

/** ASCII by construction: a slug, or the story's id. */
function fileName(pkg: ExportPackage, { extension }: ExportTarget): string {
  return `${pkg.slug ?? pkg.storyId}${pkg.draft ? '-draft' : ''}.${extension}`
}
