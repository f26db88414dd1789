import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import css from './anchored.module.css'

export interface Rect {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

interface Props {
  /** Where it belongs, in the viewport; asked again whenever the page scrolls or changes size. */
  anchor: () => Rect | null
  side: 'above' | 'below'
  children: ReactNode
}

const GAP = 6 // px
const EDGE = 8 // px

/**
 * A box that stays at a place in the text without taking the focus from it: React Aria's popovers
 * are modal or belong to a button, and the text has neither.
 */
export function Anchored({ anchor, side, children }: Props) {
  const box = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const place = () => {
      const element = box.current
      const at = anchor()
      if (!element || !at) return
      const { offsetWidth: width, offsetHeight: height } = element
      const below = at.bottom + GAP
      const above = at.top - GAP - height
      const wantsBelow = side === 'below' ? below + height < innerHeight - EDGE : above < EDGE
      const start = getComputedStyle(element).direction === 'rtl' ? at.right - width : at.left
      const left = Math.min(Math.max(start, EDGE), innerWidth - width - EDGE)
      const top = Math.max(EDGE, wantsBelow ? below : above)
      element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
      element.style.visibility = 'visible'
    }
    place()
    const resized = new ResizeObserver(place)
    if (box.current) resized.observe(box.current)
    addEventListener('scroll', place, { capture: true, passive: true })
    addEventListener('resize', place)
    return () => {
      resized.disconnect()
      removeEventListener('scroll', place, { capture: true })
      removeEventListener('resize', place)
    }
  })

  return createPortal(
    <div ref={box} className={css['anchored']}>
      {children}
    </div>,
    document.body,
  )
}
