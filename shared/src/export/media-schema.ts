import { z } from 'zod'

export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const

/** A file that the story shows, by the SHA-256 of its bytes, with the words it first stands with. */
export const frozenMediaSchema = z.strictObject({
  sha256: z.string(),
  mediaType: z.enum(MEDIA_TYPES),
  width: z.number().int(), // pixels
  height: z.number().int(),
  bytes: z.number().int(), // length of the file
  alt: z.string(),
  credit: z.string(),
  caption: z.string(),
})
export type FrozenMedia = z.infer<typeof frozenMediaSchema>
