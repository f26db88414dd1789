import type { ReactNode } from 'react'
import { Dialog, DialogTrigger, Popover as AriaPopover } from 'react-aria-components'
import { cx } from './cx.ts'
import css from './overlays.module.css'

interface Props {
  /** Its name for a screen reader. */
  label: string
  /** The button that opens it. */
  trigger: ReactNode
  children: ReactNode | ((close: () => void) => ReactNode)
}

/** A small box beside its button; gives the focus back when it closes. */
export function Popover({ label, trigger, children }: Props) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover className={cx(css['popover'])}>
        <Dialog aria-label={label} className={cx(css['padded'])}>
          {({ close }) => (typeof children === 'function' ? children(close) : children)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
