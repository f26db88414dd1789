import type { ReactNode } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components'
import { cx } from './cx.ts'
import css from './overlays.module.css'

interface Props {
  text: string
  /** One focusable React Aria element. */
  children: ReactNode
}

/** A name or a reason that appears on hover and on keyboard focus. */
export function Tip({ text, children }: Props) {
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      {children}
      <Tooltip offset={6} className={cx(css['tip'])}>
        {text}
      </Tooltip>
    </TooltipTrigger>
  )
}
