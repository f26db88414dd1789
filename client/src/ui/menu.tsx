import type { ReactNode } from 'react'
import {
  Menu as AriaMenu,
  Header,
  MenuItem as AriaMenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components'
import { cx } from './cx.ts'
import css from './overlays.module.css'

interface MenuProps {
  label: string
  /** The button that opens it. */
  trigger: ReactNode
  /** MenuItem, MenuGroup, MenuLine. */
  children: ReactNode
}

export function Menu({ label, trigger, children }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={cx(css['popover'])}>
        <AriaMenu aria-label={label} className={cx(css['list'])}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

interface ItemProps {
  /** What is searched by typing; the name of the item. */
  text: string
  note?: string
  icon?: ReactNode
  danger?: boolean
  isDisabled?: boolean
  href?: string
  onAction?: () => void
}

export function MenuItem({ text, note, icon, danger, href, isDisabled, onAction }: ItemProps) {
  return (
    <AriaMenuItem
      textValue={text}
      className={cx(css['item'])}
      {...(danger && { 'data-danger': true })}
      {...(href && { href })}
      {...(isDisabled && { isDisabled })}
      {...(onAction && { onAction })}
    >
      {icon}
      <bdi className={css['itemText']}>{text}</bdi>
      {note && <span className={css['itemNote']}>{note}</span>}
    </AriaMenuItem>
  )
}

export function MenuGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <MenuSection>
      <Header className={cx(css['sectionTitle'])}>{title}</Header>
      {children}
    </MenuSection>
  )
}

export function MenuLine() {
  return <Separator className={cx(css['separator'])} />
}
