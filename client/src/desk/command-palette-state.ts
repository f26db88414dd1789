import { Cell } from '../sync/snapshots.ts'

/** Is the palette open? Set from anywhere; ⌘K toggles it. */
export const commandPalette = new Cell(false)

const isApple = /Mac|iPhone|iPad/u.test(globalThis.navigator?.userAgent ?? '')

/** The shortcut as it is written on this device's keys. */
export const PALETTE_KEYS = isApple ? '⌘K' : 'Ctrl K'

/** Listens for the shortcut while somebody looks at the cell. An editor may take the key first. */
export const openedCommandPalette = {
  list: () => commandPalette.list(),
  subscribe(onChange: () => void): () => void {
    const stop = commandPalette.subscribe(onChange)
    const onKey = (event: KeyboardEvent) => {
      const mod = isApple ? event.metaKey : event.ctrlKey
      if (!mod || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'k') return
      if (event.defaultPrevented) return
      event.preventDefault()
      commandPalette.set(!commandPalette.list())
    }
    globalThis.addEventListener('keydown', onKey)
    return () => {
      stop()
      globalThis.removeEventListener('keydown', onKey)
    }
  },
}
