import type { Editor } from '@tiptap/core'
import { useEffect, useMemo, useState } from 'react'
import { t } from '../../i18n/translate.ts'
import type { StorySession } from '../../sync/story-session.ts'
import { useSnapshot } from '../../sync/use-snapshot.ts'
import { Anchored } from '../anchored.tsx'
import { insertMention } from '../mention/insert-mention.ts'
import type { AtState } from './at-query.ts'
import type { KeyRelay } from './key-relay.ts'
import { mentionables, type Mentionable } from './mentionables.ts'
import css from './at-menu.module.css'

interface Props {
  session: StorySession
  editor: Editor
  at: AtState
  /** Where the editor's keys go while the list is open. */
  keys: KeyRelay
}

/** The facts of the story under a typed `@`: arrows move, Enter inserts, Escape closes. */
export function AtMenu({ session, editor, at, keys }: Props) {
  const facts = useSnapshot(session.story.facts)
  const language = useSnapshot(session.language)
  const [chosen, setChosen] = useState({ query: at.query, index: 0 })
  const index = chosen.query === at.query ? chosen.index : 0
  const items = useMemo(() => {
    return mentionables(facts, at.query, { language, fact: (id) => session.story.facts.get(id) })
  }, [facts, at.query, language, session])

  const take = (item: Mentionable) => insertMention(session, editor, item, at)

  useEffect(() => {
    const move = (step: number) =>
      setChosen({ query: at.query, index: (index + step + items.length) % items.length })
    return keys.listen((event) => {
      const item = items[index]
      if (!item) return false
      if (event.key === 'Enter' || event.key === 'Tab') insertMention(session, editor, item, at)
      else if (event.key === 'ArrowDown') move(1)
      else if (event.key === 'ArrowUp') move(-1)
      else return false
      return true
    })
  }, [items, index, at, editor, session, keys])

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
      <div
        id={LIST_ID}
        role="listbox"
        aria-label={t('editor.at.list')}
        className={css['list']}
        tabIndex={-1}
      >
        {items.length === 0 && <p className={css['none']}>{t('editor.at.none')}</p>}
        {items.map((item, position) => (
          <div
            key={idOf(item)}
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
              take(item)
            }}
          >
            <span className={css['words']} dir="auto">
              {item.words}
            </span>
            <span className={css['note']}>
              {t(`type.${item.type}`)} · {t(`editor.format.${item.format}`)}
            </span>
          </div>
        ))}
      </div>
    </Anchored>
  )
}

const LIST_ID = 'at-menu'
const idOf = (item: Mentionable) => `at-${item.factId}-${item.field}-${item.format}`
