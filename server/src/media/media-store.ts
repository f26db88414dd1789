/** The bytes of pictures, each under the SHA-256 of itself. Rules M1–M3: media-store.contract.ts. */
export interface MediaStore {
  /** Resolves once the bytes would survive a crash. Putting the same bytes again changes nothing. */
  put(bytes: Uint8Array): Promise<string>
  /** @returns undefined when there is no such file, or what is there are not those bytes any more */
  get(sha256: string): Promise<Uint8Array | undefined>
}
