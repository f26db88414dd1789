import { useEffect, useRef } from 'react'

/** The keys of the queue while nothing is being typed; the arrows move like j and k. */
export function useQueueKeys(
  acts: Readonly<Record<'a' | 'q' | 'd' | 'j' | 'k', () => void>>,
): void {
  const now = useRef(acts)
  useEffect(() => {
    now.current = acts
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (isTyping(event.target)) return
      const key = ALSO[event.key] ?? event.key.toLowerCase()
      if (!Object.hasOwn(now.current, key)) return
      event.preventDefault()
      now.current[key as keyof typeof acts]()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

const ALSO: Readonly<Record<string, string>> = { ArrowDown: 'j', ArrowUp: 'k' }

/** In a field, a menu or a dialog the keys are theirs. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest(
    'input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="listbox"], [role="menu"], [role="radiogroup"]',
  ) !== null
