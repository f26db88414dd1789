import { mediaAnswer, type MediaAnswer } from '@dateline/shared/api/contracts'
import { api } from '../../api/api-client.ts'
import { asRaster } from './as-raster.ts'

/** The files of a story's pictures: where they are shown from, and how they get there. */
export class PictureFiles {
  readonly #storyId: string
  readonly #listeners = new Set<(hash: string) => void>()

  constructor(storyId: string) {
    this.#storyId = storyId
  }

  get storyId(): string {
    return this.#storyId
  }

  source(hash: string): string {
    return `/api/stories/${this.#storyId}/media/${hash}`
  }

  /** @throws ApiError with a sentence for the person */
  async store(file: Blob): Promise<MediaAnswer> {
    const path = `/api/stories/${this.#storyId}/media`
    const stored = await api('POST', path, mediaAnswer, await asRaster(file))
    for (const listener of this.#listeners) listener(stored.sha256)
    return stored
  }

  /** Brings along the file of a picture that was pasted from another story, if one may see it. */
  async copyFrom(storyId: string, hash: string): Promise<void> {
    const answer = await fetch(`/api/stories/${storyId}/media/${hash}`)
    if (answer.ok) await this.store(await answer.blob())
  }

  /** Told of every file that came here. @returns stop */
  onStored(listener: (hash: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
