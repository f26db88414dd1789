import type { KeyboardEvent, RefObject } from 'react'

/**
 * Keys of the list while a finding has the focus: j, k and the arrows move, f and i press its
 * buttons, so they obey the same rules as a click. The focus goes on to what is left.
 */
export function useCheckKeys(
  list: RefObject<HTMLElement | null>,
): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    const { target } = event
    if (!(target instanceof HTMLElement) || target.dataset['act'] !== 'go') return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const stops = [...(list.current?.querySelectorAll<HTMLElement>('[data-act="go"]') ?? [])]
    const at = stops.indexOf(target)
    const press = (act: string) =>
      target.closest('li')?.querySelector<HTMLElement>(`[data-act="${act}"]`)
    switch (event.key) {
      case 'j':
      case 'ArrowDown':
        event.preventDefault()
        stops[at + 1]?.focus()
        break
      case 'k':
      case 'ArrowUp':
        event.preventDefault()
        stops[at - 1]?.focus()
        break
      case 'f': {
        const fix = press('fix')
        if (!fix) return
        event.preventDefault()
        fix.click()
        ;(stops[at + 1] ?? stops[at - 1] ?? list.current)?.focus()
        break
      }
      case 'i':
        event.preventDefault()
        press('ignore')?.click()
        break
      default:
    }
  }
}
