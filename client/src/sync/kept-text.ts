/**
 * Plain text that the server would not take, put aside on this device when a person starts again
 * from the server's version, until they say that they have it.
 */
const keyOf = (userId: string, storyId: string) => `dateline/kept/${userId}/${storyId}`

/** @returns whether it is safely aside; nothing may be thrown away otherwise */
export function keepText(userId: string, storyId: string, text: string): boolean {
  if (text.trim() === '') return true
  try {
    localStorage.setItem(keyOf(userId, storyId), text)
    return true
  } catch {
    return false
  }
}

export function keptText(userId: string, storyId: string): string | null {
  try {
    return localStorage.getItem(keyOf(userId, storyId))
  } catch {
    return null
  }
}

export function forgetText(userId: string, storyId: string): void {
  localStorage.removeItem(keyOf(userId, storyId))
}
