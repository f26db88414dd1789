type Handler = (event: KeyboardEvent) => boolean

/** Hands the keys of a text to the list that is open over it; the focus never leaves the text. */
export class KeyRelay {
  #handler: Handler | null = null

  /** @returns whether the open list took the key; false while none is open */
  readonly send: Handler = (event) => this.#handler?.(event) ?? false

  /** @returns stop */
  listen(handler: Handler): () => void {
    this.#handler = handler
    return () => {
      if (this.#handler === handler) this.#handler = null
    }
  }
}
