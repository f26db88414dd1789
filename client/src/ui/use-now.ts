import { useSyncExternalStore } from 'react'

const EVERY = 30_000 // ms

let now = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(onChange: () => void): () => void {
  listeners.add(onChange)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const listener of listeners) listener()
  }, EVERY)
  return () => {
    listeners.delete(onChange)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** ms since epoch, moved on twice a minute: for "due in 25 min.". One timer for all who look. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}
