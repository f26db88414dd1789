import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { Anchored } from '../anchored.tsx'
import type { KeyRelay } from './key-relay.ts'
import type { AtState } from './trigger-query.ts'
import css from './suggest-list.module.css'

export interface Suggestion {
  readonly id: string
  readonly words: string
  readonly note: string
}

interface Props<T extends Suggestion> {
  label: string
  /** What is said when nothing fits. */
  none: string
  editor: Editor
  at: AtState
  /** Where the editor's keys go while the list is open. */
  keys: KeyRelay
  items: readonly T[]
  onTake: (item: T) => void
}

/** A list under a typed sign: arrows move, Enter takes, Escape closes; the caret stays in the text. */
export function SuggestList<T extends Suggestion>(props: Props<T>) {
  const { label, none, editor, at, keys, items, onTake } = props
  const [chosen, setChosen] = useState({ query: at.query, index: 0 })
  const index = chosen.query === at.query ? chosen.index : 0

  useEffect(() => {
    const move = (step: number) =>
      setChosen({ query: at.query, index: (index + step + items.length) % items.length })
    return keys.listen((event) => {
      const item = items[index]
      if (!item) return false
      if (event.key === 'Enter' || event.key === 'Tab') onTake(item)
      else if (event.key === 'ArrowDown') move(1)
      else if (event.key === 'ArrowUp') move(-1)
      else return false
      return true
    })
  }, [items, index, at, keys, onTake])

  useEffect(() => {
    const { dom } = editor.view
    const active = items[index]
    if (active) dom.setAttribute('aria-activedescendant', idOf(active))
    dom.setAttribute('aria-controls', LIST_ID)
    return () => {
      dom.removeAttribute('aria-activedescendant')
      dom.removeAttribute('aria-controls')
    }
  }, [editor, items, index])

  /* oxlint-disable jsx-a11y/prefer-tag-over-role -- the list belongs to a text; no tag has that */
  return (
    <Anchored
      anchor={() => editor.view.coordsAtPos(Math.min(at.from, editor.state.doc.content.size))}
      side="below"
    >
      <div id={LIST_ID} role="listbox" aria-label={label} className={css['list']} tabIndex={-1}>
        {items.length === 0 && <p className={css['none']}>{none}</p>}
        {items.map((item, position) => (
          <div
            key={item.id}
            id={idOf(item)}
            role="option"
            tabIndex={-1}
            aria-selected={position === index}
            className={css['item']}
            ref={
              position === index ? (element) => element?.scrollIntoView({ block: 'nearest' }) : null
            }
            onPointerDown={(event) => {
              event.preventDefault() // the caret stays in the text
              onTake(item)
            }}
          >
            <span className={css['words']} dir="auto">
              {item.words}
            </span>
            <span className={css['note']}>{item.note}</span>
          </div>
        ))}
      </div>
    </Anchored>
  )
}

const LIST_ID = 'at-menu'
const idOf = (item: Suggestion) => `at-${item.id}`
