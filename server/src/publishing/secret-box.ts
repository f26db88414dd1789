import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const VERSION = 'v1'
const IV_BYTES = 12
const KEY_BYTES = 32

/**
 * Keeps passwords of targets (rule B9) and who restricted sources are (F10): AES-256-GCM under a key
 * derived from the server's secret, bound to an id, so that what is moved to another row does not open.
 */
export class SecretBox {
  readonly #key: Uint8Array

  /** @param purpose what it keeps: each purpose has a key of its own */
  constructor(secret: string, purpose = 'dateline target secrets') {
    this.#key = new Uint8Array(hkdfSync('sha256', secret, '', purpose, KEY_BYTES))
  }

  /** @returns `v1.iv.tag.ciphertext`, each base64url */
  seal(text: string, boundTo: string): string {
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv).setAAD(Buffer.from(boundTo))
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    const parts = [iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))
    return [VERSION, ...parts].join('.')
  }

  /** @returns undefined when it was sealed under another secret or for another target, or is damaged */
  open(stored: string, boundTo: string): string | undefined {
    const [version, ...parts] = stored.split('.')
    const [iv, tag, sealed] = parts.map((part) => Buffer.from(part, 'base64url'))
    if (version !== VERSION || iv?.length !== IV_BYTES || tag?.length !== 16 || !sealed) {
      return undefined
    }
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, iv)
        .setAAD(Buffer.from(boundTo))
        .setAuthTag(tag)
      return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8')
    } catch {
      return undefined // the tag does not fit: GCM says no more than that
    }
  }
}
