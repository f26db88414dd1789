import { mediaFileName } from '../media-file.ts'
import type { FrozenMedia } from '../media-schema.ts'

/**
 * What the text refers to beside itself: links, pictures and numbered lists, in the order they are
 * met, so that the same story makes the same file.
 */
export class DocxParts {
  readonly #links: string[] = []
  readonly #pictures: { file: FrozenMedia; bytes: Uint8Array }[] = []
  readonly #starts: number[] = []

  /** @returns the relationship's id */
  link(href: string): string {
    const known = this.#links.indexOf(href)
    if (known >= 0) return `link${known}`
    return `link${this.#links.push(href) - 1}`
  }

  picture(file: FrozenMedia, bytes: Uint8Array): string {
    const known = this.#pictures.findIndex((one) => one.file.sha256 === file.sha256)
    if (known >= 0) return `picture${known}`
    return `picture${this.#pictures.push({ file, bytes }) - 1}`
  }

  /** @returns the number of a list that counts from `start` */
  numbering(start: number): number {
    return this.#starts.push(start) + 1 // 1 is the list with dots
  }

  get links(): readonly (readonly [id: string, href: string])[] {
    return this.#links.map((href, index) => [`link${index}`, href] as const)
  }

  get pictures(): readonly (readonly [id: string, name: string, bytes: Uint8Array])[] {
    return this.#pictures.map(
      ({ file, bytes }, index) => [`picture${index}`, mediaFileName(file), bytes] as const,
    )
  }

  get starts(): readonly number[] {
    return this.#starts
  }
}
