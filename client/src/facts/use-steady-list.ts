import { useState, type FocusEvent } from 'react'
import type { Statuses } from './fact-list.ts'

/**
 * The statuses to sort and filter by. While somebody has the pointer or the focus in the list they
 * are those it began with: a card that jumps away as it is approved, here or elsewhere, would put
 * another one's Approve button under the finger.
 * @returns the statuses, and the handlers for the list
 */
export function useSteadyList(live: Statuses) {
  const [held, setHeld] = useState<Statuses | null>(null)
  const [isInside, setInside] = useState({ pointer: false, focus: false })
  const move = (next: typeof isInside) => {
    setInside(next)
    setHeld(next.pointer || next.focus ? (held ?? live) : null)
  }
  return {
    // A fact that came in the meantime has no held status; its own will do.
    statuses: held ? new Map([...live, ...held]) : live,
    handlers: {
      onPointerEnter: () => move({ ...isInside, pointer: true }),
      onPointerLeave: () => move({ ...isInside, pointer: false }),
      onFocus: () => move({ ...isInside, focus: true }),
      onBlur: (event: FocusEvent<HTMLElement>) => {
        if (!event.currentTarget.contains(event.relatedTarget)) move({ ...isInside, focus: false })
      },
    },
  }
}
