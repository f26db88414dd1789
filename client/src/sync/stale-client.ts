const KEY = 'dateline.reloaded-for-update'
const AGAIN_MS = 30_000

/**
 * After an update of the server, a page that is still open asks for parts of the old client that
 * are gone. It then loads itself anew, which brings the new client; the words are on the device
 * and on the server. Not twice in a row: what is missing then is missing for another reason (no
 * network), and the page says so.
 */
export function reloadWhenStale(): void {
  addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0)
    if (!navigator.onLine || Date.now() - last < AGAIN_MS) return
    sessionStorage.setItem(KEY, String(Date.now()))
    event.preventDefault()
    location.reload()
  })
}
