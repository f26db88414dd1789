import { textDifference } from '@dateline/shared/facts/text-difference'
import { Component, type ReactNode, type RefObject } from 'react'

interface Props {
  /** Holds the one input or textarea. */
  root: RefObject<HTMLElement | null>
  /** What the field shows; nothing is done until it changes. */
  value: string | undefined
  children: ReactNode
}

interface Before {
  readonly text: string
  readonly start: number
  readonly end: number
}

/**
 * Keeps the caret between the same letters when somebody else writes in the field one is in: a
 * browser puts it at the end, and what one types next lands in their sentence (rule F2). A class,
 * because only a class is asked before React changes the page.
 */
export class KeptCaret extends Component<Props> {
  override getSnapshotBeforeUpdate(): Before | null {
    const field = this.#focused()
    const { value: text, selectionStart: start, selectionEnd: end } = field ?? {}
    if (text === undefined || typeof start !== 'number' || typeof end !== 'number') return null
    return { text, start, end }
  }

  override componentDidUpdate(_props: Props, _state: unknown, before: Before | null): void {
    const field = this.#focused()
    if (!field || !before || field.value === before.text) return // typed here: it is right already
    const { at, remove, insert } = textDifference(before.text, field.value)
    const follow = (place: number): number => {
      if (place <= at) return place
      return place >= at + remove ? place + insert.length - remove : at + insert.length
    }
    field.setSelectionRange(follow(before.start), follow(before.end))
  }

  override render(): ReactNode {
    return this.props.children
  }

  #focused(): HTMLInputElement | HTMLTextAreaElement | null {
    const { root } = this.props
    return root.current?.querySelector<HTMLInputElement>('input:focus, textarea:focus') ?? null
  }
}
