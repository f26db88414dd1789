import type { MediaAnswer } from '@dateline/shared/api/contracts'
import { raw, Router } from 'express'
import type { Deps } from '../deps.ts'
import { noSuchRoute } from '../http/error-handler.ts'
import { HttpError } from '../http/http-error.ts'
import { storyFor } from '../http/story-for.ts'
import { sha256Of } from './file-media-store.ts'
import { readPicture } from './picture.ts'
import { StoryMedia } from './story-media.ts'

/** What a browser or a program may call the bytes it sends; what they are is seen from them. */
const SENT_AS = ['image/*', 'application/octet-stream']

/** Mounted at /api/stories/:id/media. */
export function mediaRoutes(deps: Deps): Router {
  const router = Router({ mergeParams: true })
  const { MAX_MEDIA_BYTES, MAX_STORY_MEDIA_BYTES } = deps.config.limits
  const media = new StoryMedia(deps)

  // POST /api/stories/:id/media, the bytes as body → 201 { sha256, mediaType, width, height, bytes };
  // 413 too large, 415 no picture we take
  router.post(
    '/',
    async (req, _res, next) => {
      await storyFor(deps, req, 'story.write') // before reading megabytes from just anybody
      if (Number(req.headers['content-length'] ?? 0) > MAX_MEDIA_BYTES) {
        req.resume() // so that the answer is read, not a broken line
        throw new HttpError(
          413,
          'picture-too-large',
          `A picture may have ${megabytes(MAX_MEDIA_BYTES)} MB. Save it smaller and try again.`,
        )
      }
      next()
    },
    raw({ type: SENT_AS, limit: MAX_MEDIA_BYTES }),
    async (req, res) => {
      const { user, story } = await storyFor(deps, req, 'story.write')
      const picture = Buffer.isBuffer(req.body) ? readPicture(req.body) : undefined
      if (!picture) throw notAPicture()
      const { mediaType, width, height, bytes } = picture
      const had = await media.of(story.id)
      const total = [...had.values()].reduce((sum, file) => sum + file.bytes, bytes.length)
      if (!had.has(sha256Of(bytes)) && total > MAX_STORY_MEDIA_BYTES) {
        throw new HttpError(
          413,
          'story-media-full',
          `The pictures of one story may have ${megabytes(MAX_STORY_MEDIA_BYTES)} MB together.`,
        )
      }
      const sha256 = await deps.media.put(bytes)
      const answer: MediaAnswer = { sha256, mediaType, width, height, bytes: bytes.length }
      await media.add(story.id, sha256, answer, { by: user.id, at: deps.now() })
      await deps.audit.record({
        by: user.id,
        storyId: story.id,
        action: 'story.media',
        detail: { ...answer },
      })
      res.status(201).location(`/api/stories/${story.id}/media/${sha256}`).json(answer)
    },
  )

  // GET /api/stories/:id/media/:sha256 → 200 the picture; 304; 404
  router.get<{ id: string; sha256: string }>('/:sha256', async (req, res) => {
    const { story } = await storyFor(deps, req, 'story.read')
    const { sha256 } = req.params
    const file = await media.file(story.id, sha256)
    if (!file) throw new HttpError(404, 'no-such-media', 'This story has no such picture.')
    const tag = `"${sha256}"`
    // Kept by the browser, but asked for each time: who lost the right to see it sees it no more.
    res.set({ ETag: tag, 'Cache-Control': 'private, no-cache' })
    if (req.headers['if-none-match'] === tag) {
      res.status(304).end()
      return
    }
    res
      .set('Content-Security-Policy', "default-src 'none'; sandbox")
      .set('Content-Disposition', 'inline')
      .type(file.mediaType)
      .send(Buffer.from(file.bytes))
  })

  router.use(noSuchRoute)
  return router
}

const notAPicture = () =>
  new HttpError(
    415,
    'not-a-picture',
    'This is no JPEG, PNG, WebP or GIF that can be read. Save it as one of these and try again.',
  )

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024)
