import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import css from './badge.module.css'

export type Tone =
  | 'plain'
  | 'accent'
  | 'approved'
  | 'waiting'
  | 'checking'
  | 'disputed'
  | 'changed'
  | 'retracted'

interface Props {
  tone?: Tone
  /** An icon beside the words: a state is never told by colour alone. */
  icon?: ReactNode
  title?: string
  children: ReactNode
}

export function Badge({ tone = 'plain', icon, title, children }: Props) {
  return (
    <span className={cx(css['badge'], css[tone])} {...(title && { title })}>
      {icon}
      {children}
    </span>
  )
}
