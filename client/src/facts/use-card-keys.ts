import type { KeyboardEvent, RefObject } from 'react'

/**
 * Keys of the list while a card itself has the focus: j, k and the arrows move, Enter or e edits,
 * a presses the card's Approve button, so it obeys the same rules as a click.
 */
export function useCardKeys(
  list: RefObject<HTMLElement | null>,
  onEdit: (factId: string) => void,
): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    const card = event.target
    if (!(card instanceof HTMLElement) || card.parentElement !== list.current) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    switch (event.key) {
      case 'j':
      case 'ArrowDown':
        move(event, card.nextElementSibling)
        break
      case 'k':
      case 'ArrowUp':
        move(event, card.previousElementSibling)
        break
      case 'Enter':
      case 'e':
        if (!card.querySelector('[data-act="edit"]')) return
        event.preventDefault()
        onEdit(card.dataset['fact'] ?? '')
        break
      case 'a':
        event.preventDefault()
        card.querySelector<HTMLElement>('[data-act="approve"]:not([disabled])')?.click()
        break
      default:
    }
  }
}

function move(event: KeyboardEvent, to: Element | null): void {
  event.preventDefault()
  if (!(to instanceof HTMLElement)) return
  to.focus()
  to.scrollIntoView({ block: 'nearest' })
}
