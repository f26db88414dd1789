import { mediaFileName } from '@dateline/shared/export/media-file'
import type { FrozenMedia } from '@dateline/shared/export/media-schema'
import type { RemoteMedia } from '@dateline/shared/export/wordpress-pieces'
import type { MediaStore } from '../media/media-store.ts'
import { ok, refused, type Answer } from './remote-target.ts'
import type { WordPressSite } from './wordpress-site.ts'

interface Library {
  readonly id: number
  readonly url: string
}

/**
 * A story's pictures in the site's media library, each under a slug made of its hash, so that the
 * same picture is there once however often it is sent. Nothing is uploaded before the story may be
 * seen: the file's address answers to anybody (rule PS2).
 */
export class WordPressMedia {
  readonly #site: WordPressSite
  readonly #files: MediaStore
  readonly #known = new Map<string, Library>()
  readonly #missing = new Set<string>()

  constructor(site: WordPressSite, files: MediaStore) {
    this.#site = site
    this.#files = files
  }

  readonly remote: RemoteMedia = (sha256) => this.#known.get(sha256)

  /** Looks for these once; one that cannot be asked for counts as not there. */
  async find(media: readonly FrozenMedia[]): Promise<void> {
    for (const file of media) {
      if (this.#known.has(file.sha256) || this.#missing.has(file.sha256)) continue
      const there = await this.#look(file)
      if (there) this.#known.set(file.sha256, there)
      else this.#missing.add(file.sha256)
    }
  }

  /** Uploads what is missing and tells the library its words. @param postId that shows them */
  async bring(media: readonly FrozenMedia[], postId: number): Promise<Answer<null>> {
    for (const file of media) {
      const there = this.#known.get(file.sha256) ?? (await this.#look(file))
      const uploaded = there ? ok(there) : await this.#upload(file)
      if (uploaded.kind !== 'ok') return uploaded
      this.#known.set(file.sha256, uploaded.value)
      const told = await this.#site.write(`/wp/v2/media/${uploaded.value.id}`, {
        alt_text: file.alt,
        caption: [file.caption, file.credit].filter(Boolean).join(' '),
        post: postId,
      })
      // Saying it twice is no harm, so a lost answer is only a reason to wait.
      if (told.kind === 'lost') return { ...told, kind: 'busy' }
      if (told.kind !== 'ok') return told
    }
    return ok(null)
  }

  async #look(file: FrozenMedia): Promise<Library | undefined> {
    const answer = await this.#site.read('/wp/v2/media', {
      slug: slugOf(file),
      _fields: 'id,source_url',
    })
    const found = answer.kind === 'ok' && Array.isArray(answer.value.json) ? answer.value.json : []
    return libraryOf(found[0])
  }

  async #upload(file: FrozenMedia): Promise<Answer<Library>> {
    const bytes = await this.#files.get(file.sha256)
    if (!bytes) {
      return refused(
        'The file of a picture is not on our server any more. Put the picture in again.',
      )
    }
    const extension = mediaFileName(file).split('.').at(-1) ?? ''
    const answer = await this.#site.upload(
      {},
      // WordPress makes the slug of the file's name, in the same act.
      { bytes, mediaType: file.mediaType, name: `${slugOf(file)}.${extension}` },
    )
    if (answer.kind === 'lost') return { ...answer, kind: 'busy' }
    if (answer.kind !== 'ok') return answer
    const made = libraryOf(answer.value.json)
    return made
      ? ok(made)
      : { kind: 'busy', reason: 'The site did not say where the picture lies.' }
  }
}

const slugOf = ({ sha256 }: FrozenMedia): string => `nr-${sha256.slice(0, 16)}`

function libraryOf(json: unknown): Library | undefined {
  const { id, source_url: url } = (json ?? {}) as { id?: unknown; source_url?: unknown }
  return typeof id === 'number' && typeof url === 'string' ? { id, url } : undefined
}
