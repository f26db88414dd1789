import type { StoredMedia } from '@dateline/shared/export/freeze-media'
import type { MediaFiles } from '@dateline/shared/export/target'
import type { Database } from '../store/database.ts'
import type { MediaStore } from './media-store.ts'

/** Which pictures belong to which story: who may read the story may see them, and nobody else. */
export class StoryMedia {
  readonly #db: Database
  readonly #store: MediaStore

  constructor({ db, media }: { readonly db: Database; readonly media: MediaStore }) {
    this.#db = db
    this.#store = media
  }

  /** Says that a stored picture is this story's; saying it again changes nothing. */
  async add(
    storyId: string,
    sha256: string,
    { mediaType, width, height, bytes }: StoredMedia,
    who: { readonly by: string; readonly at: number },
  ): Promise<void> {
    await this.#db
      .insertInto('media')
      .values({ story_id: storyId, sha256, media_type: mediaType, width, height, bytes, ...who })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }

  /** By hash. */
  async of(storyId: string): Promise<ReadonlyMap<string, StoredMedia>> {
    const rows = await this.#db
      .selectFrom('media')
      .selectAll()
      .where('story_id', '=', storyId)
      .execute()
    return new Map(
      rows.map(({ sha256, media_type, width, height, bytes }) => [
        sha256,
        {
          mediaType: media_type as StoredMedia['mediaType'],
          width,
          height,
          bytes,
        },
      ]),
    )
  }

  /** The picture, if it is this story's. */
  async file(
    storyId: string,
    sha256: string,
  ): Promise<{ readonly mediaType: string; readonly bytes: Uint8Array } | undefined> {
    const known = (await this.of(storyId)).get(sha256)
    const bytes = known && (await this.#store.get(sha256))
    return bytes && { mediaType: known.mediaType, bytes }
  }

  /** The bytes of these, read ahead for an export, which waits for nothing. */
  async files(hashes: readonly string[]): Promise<MediaFiles> {
    const read = await Promise.all(
      hashes.map(async (hash) => [hash, await this.#store.get(hash)] as const),
    )
    const byHash = new Map(read)
    return (hash) => byHash.get(hash)
  }
}
