/**
 * Lets the page open without a network: registers the service worker (client/public/sw.js) and
 * has it keep the whole client. Where there is none (plain http beyond loopback,
 * private windows) the page works as before and needs the network to open.
 */
export async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register('/sw.js')
    const { active } = await navigator.serviceWorker.ready
    active?.postMessage('keep', [])
  } catch {
    return // opening offline is lost, nothing else
  }
}
