import type { Publication, RemoteCopyView } from '@dateline/shared/api/contracts'
import { directionOf, type Language } from '@dateline/shared/story/meta-doc'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import { t } from '../i18n/translate.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { copyQuery, publicationsQuery, resolve } from './publications.ts'
import css from './conflict-dialog.module.css'

interface Props {
  publication: Publication
  language: Language
  onClose: () => void
}

/** Both versions beside each other, and what a person can make of them (rule B7). */
export function ConflictDialog({ publication, language, onClose }: Props) {
  const { id, storyId, target, reason, state } = publication
  const cache = useQueryClient()
  const copy = useQuery(copyQuery(storyId, id))
  const decide = useMutation({
    mutationFn: (choice: 'ours' | 'theirs' | 'merged' | 'accept') =>
      resolve(storyId, id, { choice, ...(copy.data && { seen: copy.data.seen }) }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: publicationsQuery(storyId).queryKey })
      onClose()
    },
  })
  const isBusy = decide.isPending
  const isAltered = state === 'altered'
  return (
    <Dialog
      isOpen
      width="60rem"
      title={t('conflict.title', { target: target.name })}
      onClose={onClose}
      footer={
        isAltered ? (
          <>
            <Button onPress={onClose}>{t('ui.cancel')}</Button>
            <Button look="primary" isDisabled={isBusy} onPress={() => decide.mutate('accept')}>
              {t('conflict.accept')}
            </Button>
          </>
        ) : (
          <>
            <Button isDisabled={isBusy} onPress={() => decide.mutate('theirs')}>
              {t('conflict.theirs')}
            </Button>
            <Button
              isDisabled={isBusy || !copy.data?.theirs}
              onPress={() => decide.mutate('merged')}
            >
              {t('conflict.merged')}
            </Button>
            <Button look="danger" isDisabled={isBusy} onPress={() => decide.mutate('ours')}>
              {t('conflict.ours')}
            </Button>
          </>
        )
      }
    >
      <div className={css['content']}>
        {reason && <p>{reason}</p>}
        {!isAltered && <p className={css['note']}>{t('conflict.hint')}</p>}
        {decide.error && <Notice tone="bad">{decide.error.message}</Notice>}
        {copy.error && <Notice tone="bad">{copy.error.message}</Notice>}
        {copy.isPending && <output>{t('conflict.asking', { target: target.name })}</output>}
        {copy.data && <Versions copy={copy.data} language={language} />}
        {copy.data?.editUrl && (
          <ButtonLink small href={copy.data.editUrl}>
            <ExternalLink aria-hidden />
            {t('conflict.edit')}
          </ButtonLink>
        )}
      </div>
    </Dialog>
  )
}

function Versions({ copy, language }: { copy: RemoteCopyView; language: Language }) {
  return (
    <div className={css['versions']}>
      <Version
        title={t('conflict.there')}
        words={copy.theirs}
        other={copy.ours}
        language={language}
      />
      <Version
        title={t('conflict.here')}
        words={copy.ours}
        other={copy.theirs}
        language={language}
      />
    </div>
  )
}

interface VersionProps {
  title: string
  words: RemoteCopyView['theirs']
  other: RemoteCopyView['theirs']
  language: Language
}

/** One version; what the other one does not have is marked. */
function Version({ title, words, other, language }: VersionProps) {
  const lines = (text: RemoteCopyView['theirs']) =>
    text ? [text.headline, text.standfirst, ...text.body.split(/\n\n+/)].filter(Boolean) : []
  const known = new Set(lines(other).map((line) => line.replaceAll(/\s+/g, ' ').trim()))
  return (
    <section>
      <h3>{title}</h3>
      {words ? (
        <div className={css['words']} lang={language} dir={directionOf(language)}>
          {lines(words).map((line, index) => {
            const isOnlyHere = !known.has(line.replaceAll(/\s+/g, ' ').trim())
            const key = `${index} ${line}`
            return isOnlyHere ? (
              <p key={key}>
                <mark>{line}</mark>
              </p>
            ) : (
              <p key={key}>{line}</p>
            )
          })}
        </div>
      ) : (
        <p className={css['note']}>{t('conflict.nothing')}</p>
      )}
    </section>
  )
}
