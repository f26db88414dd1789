import type { Source } from '@dateline/shared/facts/source'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Eye, EyeOff, LockKeyhole } from 'lucide-react'
import { useState } from 'react'
import { peopleQuery, usePersonName } from '../accounts/people.ts'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useNow } from '../ui/use-now.ts'
import { forget, nameEditor, restrict, restrictedQuery, reveal } from './restricted.ts'
import css from './restricted-source.module.css'

interface Props {
  storyId: string
  userId: string
  factId: string
  source: Source
}

/**
 * Who a source is, kept outside the story: the document knows a handle and the description, two
 * people may look, and each look is recorded (rule F10).
 */
export function RestrictedIdentity({ storyId, userId, factId, source }: Props) {
  const [isOpen, setOpen] = useState(false)
  if (source.restricted !== undefined) {
    return <UnderLock storyId={storyId} userId={userId} handle={source.restricted} />
  }
  return isOpen ? (
    <LockForm
      storyId={storyId}
      factId={factId}
      sourceId={source.id}
      onDone={() => setOpen(false)}
    />
  ) : (
    <Button small look="quiet" className={css['open'] ?? ''} onPress={() => setOpen(true)}>
      <LockKeyhole aria-hidden />
      {t('restricted.open')}
    </Button>
  )
}

interface FormProps {
  storyId: string
  factId: string
  sourceId: string
  onDone: () => void
}

function LockForm({ storyId, factId, sourceId, onDone }: FormProps) {
  const [identity, setIdentity] = useState('')
  const [editor, setEditor] = useState<string | null>(null)
  const lock = useMutation({
    mutationFn: (to: string) => restrict(storyId, { factId, sourceId, identity, editor: to }),
    onSuccess: onDone,
    gcTime: 0,
  })
  return (
    <div className={css['lock']}>
      <p className={css['hint']}>{t('restricted.hint')}</p>
      <TextField
        multiline
        takesFocus
        autoComplete="off"
        spellCheck="false"
        label={t('restricted.who')}
        value={identity}
        onChange={setIdentity}
        maxLength={4_000}
      />
      <EditorChoice value={editor} onChange={setEditor} />
      {lock.error && <Notice tone="bad">{lock.error.message}</Notice>}
      <div className={css['acts']}>
        <Button small onPress={onDone}>
          {t('ui.cancel')}
        </Button>
        <Button
          small
          look="primary"
          isDisabled={!identity.trim() || editor === null || lock.isPending}
          onPress={() => editor !== null && lock.mutate(editor)}
        >
          <LockKeyhole aria-hidden />
          {t('restricted.lock')}
        </Button>
      </div>
    </div>
  )
}

/** The one editor who may know. */
function EditorChoice({
  value,
  onChange,
}: {
  value: string | null
  onChange: (id: string) => void
}) {
  const { data: people = [] } = useQuery(peopleQuery)
  const editors = people.filter(
    ({ role, closed }) => !closed && (role === 'editor' || role === 'admin'),
  )
  return (
    <SelectField
      label={t('restricted.editor')}
      options={editors.map(({ id, name }) => ({ id: String(id), label: name }))}
      value={value}
      onChange={onChange}
    />
  )
}

function UnderLock({
  storyId,
  userId,
  handle,
}: {
  storyId: string
  userId: string
  handle: string
}) {
  const { data, error } = useQuery(restrictedQuery(storyId))
  const known = data?.find(({ id }) => id === handle)
  const [identity, setIdentity] = useState<string | null>(null)
  const name = usePersonName()
  const now = useNow()
  const look = useMutation({
    mutationFn: () => reveal(storyId, handle),
    onSuccess: setIdentity,
    gcTime: 0,
  })
  const change = useMutation({ mutationFn: (to: string) => nameEditor(storyId, handle, to) })
  const end = useMutation({ mutationFn: () => forget(storyId, handle) })
  const trouble = error ?? look.error ?? change.error ?? end.error
  const isMine = known?.reporter === userId
  return (
    <div className={css['lock']}>
      <p className={css['lead']}>
        <LockKeyhole aria-hidden />
        {known
          ? t('restricted.for', { reporter: name(known.reporter), editor: name(known.editor) })
          : t('restricted.gone')}
      </p>
      {identity !== null && (
        <p className={css['identity']} dir="auto">
          {identity}
        </p>
      )}
      {known?.views && (
        <div className={css['acts']}>
          {identity === null ? (
            <Button small isDisabled={look.isPending} onPress={() => look.mutate()}>
              <Eye aria-hidden />
              {t('restricted.reveal')}
            </Button>
          ) : (
            <Button small onPress={() => setIdentity(null)}>
              <EyeOff aria-hidden />
              {t('restricted.hide')}
            </Button>
          )}
          {isMine && (
            <Button small look="quiet" isDisabled={end.isPending} onPress={() => end.mutate()}>
              {t('restricted.forget')}
            </Button>
          )}
        </div>
      )}
      {isMine && <EditorChoice value={known.editor} onChange={(to) => change.mutate(to)} />}
      {known?.views && known.views.length > 0 && (
        <details className={css['views']}>
          <summary>{t('restricted.views', { count: known.views.length })}</summary>
          <ul>
            {known.views.map(({ by, at }) => (
              <li key={`${by} ${at}`}>
                {t('rivals.by', { name: name(by), when: formatMoment(at, now) })}
              </li>
            ))}
          </ul>
        </details>
      )}
      {trouble && <Notice tone="bad">{trouble.message}</Notice>}
    </div>
  )
}
