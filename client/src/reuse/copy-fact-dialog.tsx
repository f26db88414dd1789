import type { FoundFact } from '@dateline/shared/api/contracts'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useFactSession } from '../facts/fact-context.ts'
import { typeName } from '../facts/fact-names.ts'
import { StatusBadge } from '../facts/status-badge.tsx'
import { t } from '../i18n/translate.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { copyFact, foundQuery } from './copies.ts'
import css from './copy-fact-dialog.module.css'

interface Props {
  onClose: () => void
  onCopied: (factId: string) => void
}

/** Finds a fact in the other stories and copies it here with a link: type, Tab or arrow, Enter. */
export function CopyFactDialog({ onClose, onCopied }: Props) {
  const { storyId } = useFactSession()
  const [words, setWords] = useState('')
  const asked = useDeferredValue(words.trim())
  const { data: found, error } = useQuery({
    ...foundQuery(storyId, asked),
    placeholderData: keepPreviousData,
  })
  const copy = useMutation({
    mutationFn: ({ story, factId }: FoundFact) => copyFact(storyId, story.id, factId),
    onSuccess: (factId) => {
      onCopied(factId)
      onClose()
    },
  })
  const trouble = error ?? copy.error
  return (
    <Dialog isOpen title={t('reuse.title')} onClose={onClose} width="36rem">
      <TextField
        takesFocus
        label={t('reuse.search')}
        value={words}
        onChange={setWords}
        maxLength={200}
        onKeyDown={(event) => {
          const [first] = found ?? []
          if (event.key === 'Enter' && first && !copy.isPending) copy.mutate(first)
        }}
      />
      {trouble && <Notice tone="bad">{trouble.message}</Notice>}
      {found?.length === 0 && <p className={css['none']}>{t('reuse.none')}</p>}
      <ul className={css['list']} aria-label={t('reuse.found')}>
        {found?.map((fact) => (
          <li key={`${fact.story.id} ${fact.factId}`}>
            <button
              type="button"
              className={css['entry']}
              disabled={copy.isPending}
              onClick={() => copy.mutate(fact)}
            >
              <bdi className={css['label']}>{fact.label || t('fact.noLabel')}</bdi>
              <StatusBadge status={fact.status} />
              <span className={css['of']}>
                {typeName(fact.type)} · <bdi>{fact.story.headline || fact.story.slug}</bdi>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
