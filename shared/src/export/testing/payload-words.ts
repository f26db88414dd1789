/** A payload as text, for looking into it. */
export const words = (payload: string | Uint8Array): string =>
  typeof payload === 'string' ? payload : new TextDecoder().decode(payload)
