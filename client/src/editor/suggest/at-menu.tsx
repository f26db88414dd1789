import type { Editor } from '@tiptap/core'
import { useMemo } from 'react'
import { t } from '../../i18n/translate.ts'
import type { StorySession } from '../../sync/story-session.ts'
import { useSnapshot } from '../../sync/use-snapshot.ts'
import { insertMention } from '../mention/insert-mention.ts'
import type { KeyRelay } from './key-relay.ts'
import { mentionables, type Mentionable } from './mentionables.ts'
import { SuggestList } from './suggest-list.tsx'
import type { AtState } from './trigger-query.ts'

interface Props {
  session: StorySession
  editor: Editor
  at: AtState
  /** Where the editor's keys go while the list is open. */
  keys: KeyRelay
}

/** The facts of the story under a typed `@`. */
export function AtMenu({ session, editor, at, keys }: Props) {
  const facts = useSnapshot(session.story.facts)
  const language = useSnapshot(session.language)
  const items = useMemo(() => {
    const context = { language, fact: (id: string) => session.story.facts.get(id) }
    return mentionables(facts, at.query, context).map((item) => ({
      ...item,
      id: `${item.factId}-${item.field}-${item.format}`,
      note: `${t(`type.${item.type}`)} · ${t(`editor.format.${item.format}`)}`,
    }))
  }, [facts, at.query, language, session])
  const take = (item: Mentionable) => insertMention(session, editor, item, at)
  return (
    <SuggestList
      label={t('editor.at.list')}
      none={t('editor.at.none')}
      editor={editor}
      at={at}
      keys={keys}
      items={items}
      onTake={take}
    />
  )
}
