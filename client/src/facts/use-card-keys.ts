import type { KeyboardEvent, RefObject } from 'react'

/**
 * Keys of the list while a card's title has the focus: j, k and the arrows move, Enter and the
 * arrow forward or back open and close, e edits, a presses the card's Approve button, so it obeys
 * the same rules as a click; 1, 2 and 3 choose between values that two people set.
 */
export function useCardKeys(
  list: RefObject<HTMLElement | null>,
  onEdit: (factId: string) => void,
): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    const title = event.target
    if (!(title instanceof HTMLElement) || !title.matches('[data-card]')) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const card = title.closest<HTMLElement>('[data-fact]')
    if (card?.parentElement !== list.current) return
    switch (event.key) {
      case 'j':
      case 'ArrowDown':
        move(event, card, 1)
        break
      case 'k':
      case 'ArrowUp':
        move(event, card, -1)
        break
      case 'ArrowRight':
      case 'ArrowLeft':
        event.preventDefault()
        if (opens(event.key, title) !== isOpen(title)) title.click()
        break
      case 'e':
        if (!card.querySelector('[data-act="edit"]')) return
        event.preventDefault()
        onEdit(card.dataset['fact'] ?? '')
        break
      case 'a':
        event.preventDefault()
        card.querySelector<HTMLElement>('[data-act="approve"]:not([disabled])')?.click()
        break
      case '1':
      case '2':
      case '3': {
        const choice = card.querySelector<HTMLElement>(`[data-act="choose-${event.key}"]`)
        if (!choice) return
        event.preventDefault()
        choice.click()
        break
      }
      default:
    }
  }
}

const isOpen = (title: HTMLElement) => title.getAttribute('aria-expanded') === 'true'

/** The arrow that points the way one reads opens. */
const opens = (key: string, title: HTMLElement) =>
  (key === 'ArrowLeft') === (getComputedStyle(title).direction === 'rtl')

function move(event: KeyboardEvent, card: HTMLElement, step: 1 | -1): void {
  event.preventDefault()
  const titles = [...(card.parentElement?.querySelectorAll<HTMLElement>('[data-card]') ?? [])]
  const to = titles[titles.findIndex((title) => card.contains(title)) + step]
  to?.focus()
  to?.closest('[data-fact]')?.scrollIntoView({ block: 'nearest' })
}
