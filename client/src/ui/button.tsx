import type { ReactNode } from 'react'
import { Button as AriaButton, Link, type ButtonProps, type LinkProps } from 'react-aria-components'
import { cx } from './cx.ts'
import { Tip } from './tooltip.tsx'
import css from './button.module.css'

interface Look {
  /** `primary`: the one next step. `secondary`: beside it. `quiet`: the tools at the walls. */
  look?: 'primary' | 'secondary' | 'quiet' | 'danger'
  small?: boolean
  className?: string
  children: ReactNode
}

const classOf = ({ look = 'secondary', small = false, className }: Omit<Look, 'children'>) =>
  cx(css['button'], css[look], small && css['small'], className)

interface Props extends Look, Omit<ButtonProps, 'className' | 'children'> {
  /** The safe answer in a question: Enter means this one. */
  takesFocus?: boolean
}

export function Button({ look, small, className, takesFocus = false, ...props }: Props) {
  return (
    <AriaButton
      {...props}
      {...(takesFocus && { autoFocus: true })}
      className={classOf({
        ...(look && { look }),
        ...(small && { small }),
        ...(className && { className }),
      })}
    />
  )
}

interface IconProps extends Omit<ButtonProps, 'className' | 'children' | 'aria-label'> {
  /** What the button does: its name for a screen reader and its tooltip. */
  label: string
  look?: Look['look']
  small?: boolean
  className?: string
  children: ReactNode
}

export function IconButton({ label, look = 'quiet', small, className, ...props }: IconProps) {
  return (
    <Tip text={label}>
      <AriaButton
        {...props}
        aria-label={label}
        className={cx(classOf({ look, ...(small && { small }) }), css['icon'], className)}
      />
    </Tip>
  )
}

/** A link that looks like a button: for going somewhere, or for a download. */
export function ButtonLink({
  look,
  small,
  className,
  ...props
}: Look & Omit<LinkProps, 'className' | 'children'>) {
  return (
    <Link
      {...props}
      className={classOf({
        ...(look && { look }),
        ...(small && { small }),
        ...(className && { className }),
      })}
    />
  )
}
