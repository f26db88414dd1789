import { z } from 'zod'

/**
 * Ids are opaque strings that sort by nothing and say nothing. Twenty letters and digits from a
 * 32-letter alphabet without look-alikes (100 bits): safe to mint on any device, offline.
 */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 20

/** The first is a letter or digit, so that no id is a key like `__proto__`. */
export const idSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'not an id')

export const storyIdSchema = idSchema.brand<'StoryId'>()
/** Names a story in URLs (`/stories/<id>`), in rooms (`story.<id>`) and in every table. */
export type StoryId = z.infer<typeof storyIdSchema>

export const factIdSchema = idSchema.brand<'FactId'>()
/** Names a fact inside one story: the key of its Y.Map, what a mention and an approval point at. */
export type FactId = z.infer<typeof factIdSchema>

export const userIdSchema = idSchema.brand<'UserId'>()
/** Names a person: minted by the accounts library, never reused. */
export type UserId = z.infer<typeof userIdSchema>

/** A fresh random id. Uses the engine's cryptographic random numbers, so two devices never meet. */
export function mintId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH))
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

export const mintStoryId = (): StoryId => storyIdSchema.parse(mintId())
export const mintFactId = (): FactId => factIdSchema.parse(mintId())
