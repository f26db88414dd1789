import type { Editor } from '@tiptap/core'
import { useMemo } from 'react'
import { t } from '../../i18n/translate.ts'
import { INSERTABLES, insert, type Insertable } from '../pieces/insertables.ts'
import type { KeyRelay } from './key-relay.ts'
import { SuggestList } from './suggest-list.tsx'
import type { AtState } from './trigger-query.ts'

interface Props {
  editor: Editor
  at: AtState
  keys: KeyRelay
}

/** What can be inserted, under a typed `/`. */
export function SlashMenu({ editor, at, keys }: Props) {
  const items = useMemo(() => {
    const query = at.query.toLocaleLowerCase()
    return INSERTABLES.map((id) => ({
      id,
      words: t(`insert.${id}`),
      note: t(`insert.${id}.note`),
    })).filter(({ words }) =>
      words
        .toLocaleLowerCase()
        .split(/\s+/)
        .some((word) => word.startsWith(query)),
    )
  }, [at.query])
  const take = ({ id }: { id: Insertable }) => {
    editor.chain().focus().deleteRange({ from: at.from, to: at.to }).run()
    insert(editor, id)
  }
  return (
    <SuggestList
      label={t('insert.list')}
      none={t('insert.none')}
      editor={editor}
      at={at}
      keys={keys}
      items={items}
      onTake={take}
    />
  )
}
