import type { ReactNode } from 'react'
import { Switch as AriaSwitch } from 'react-aria-components'
import { cx } from './cx.ts'
import css from './field.module.css'

interface Props {
  isSelected: boolean
  onChange: (isSelected: boolean) => void
  isDisabled?: boolean
  children: ReactNode
}

export function Switch({ children, ...props }: Props) {
  return (
    <AriaSwitch {...props} className={cx(css['switch'])}>
      <span className={css['track']} aria-hidden />
      {children}
    </AriaSwitch>
  )
}
