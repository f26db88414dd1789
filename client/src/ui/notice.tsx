import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import css from './notice.module.css'

const ICONS = { bad: CircleAlert, good: CircleCheck, plain: Info, warning: CircleAlert }

interface Props {
  tone?: keyof typeof ICONS
  /** Buttons that do something about it. */
  actions?: ReactNode
  children: ReactNode
}

/** A sentence that belongs to what stands around it; bad news is announced at once. */
export function Notice({ tone = 'plain', actions, children }: Props) {
  const Icon = ICONS[tone]
  return (
    <div role={tone === 'bad' ? 'alert' : 'status'} className={cx(css['notice'], css[tone])}>
      <Icon aria-hidden />
      <div className={css['words']}>{children}</div>
      {actions && <div className={css['actions']}>{actions}</div>}
    </div>
  )
}

/** What a list says while it is empty: why, and what to do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={css['empty']}>
      <p className={css['emptyTitle']}>{title}</p>
      {children}
    </div>
  )
}
