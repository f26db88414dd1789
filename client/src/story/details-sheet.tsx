import { storySchema, type storyPatchBody } from '@dateline/shared/api/contracts'
import { LANGUAGES } from '@dateline/shared/story/meta-doc'
import { LEGAL_STATES } from '@dateline/shared/story/story-status'
import { can } from '@dateline/shared/users/policy'
import { useQuery } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import type { z } from 'zod'
import { peopleQuery } from '../accounts/people.ts'
import { api } from '../api/api-client.ts'
import { ApiError } from '../api/api-error.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { tell } from '../ui/toasts.ts'
import { changesOf, draftOf, type DetailsDraft } from './details-draft.ts'
import { TeamField } from './team-field.tsx'
import css from './details-sheet.module.css'

interface Props {
  session: StorySession
  isOpen: boolean
  onClose: () => void
}

/** What is said about the story rather than in it. */
export function DetailsSheet(props: Props) {
  const record = useSnapshot(props.session.record)
  if (!record || !props.isOpen) return null
  return <DetailsForm {...props} />
}

function DetailsForm({ session, onClose }: Props) {
  const record = useSnapshot(session.record)
  const meta = useSnapshot(session.meta)
  const { data: people = [] } = useQuery(peopleQuery)
  const [before] = useState(() => draftOf(meta, record?.story))
  const [draft, setDraft] = useState(before)
  const [error, setError] = useState<ApiError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const access = record?.story
  const mayEdit = can(session.user, 'story.details', access)
  const mayHold = can(session.user, 'story.embargo', access)
  const mayShare = can(session.user, 'story.access', access)
  const set = <K extends keyof DetailsDraft>(key: K, value: DetailsDraft[K]) =>
    setDraft((draft) => ({ ...draft, [key]: value }))

  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    const body: z.input<typeof storyPatchBody> = changesOf(before, draft)
    if (Object.keys(body).length === 0) return onClose()
    setBusy(true)
    setError(null)
    try {
      await api('PATCH', `/api/stories/${session.storyId}`, storySchema, body)
      tell(t('details.saved'), 'good')
      onClose()
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure
      setError(failure)
    } finally {
      setBusy(false)
    }
  }

  const text = (
    key: 'slug' | 'byline' | 'dateline' | 'tags' | 'categories' | 'targetWords',
    description?: string,
  ) => (
    <TextField
      label={t(`details.${key}`)}
      value={draft[key]}
      onChange={(value) => set(key, value)}
      isDisabled={!mayEdit}
      error={error?.errorAt(key)}
      {...(description && { description })}
      {...(key === 'targetWords' && { inputMode: 'numeric' as const })}
    />
  )
  const moment = (key: 'deadline' | 'embargoUntil', allowed: boolean) => (
    <TextField
      label={t(key === 'deadline' ? 'details.deadline' : 'details.embargo')}
      type="datetime-local"
      value={draft[key]}
      onChange={(value) => set(key, value)}
      isDisabled={!allowed}
      error={error?.errorAt(key)}
    />
  )

  return (
    <Sheet
      title={t('details.title')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" type="submit" form="story-details" isDisabled={isBusy || !mayEdit}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <form id="story-details" className={css['form']} onSubmit={(event) => void save(event)}>
        {error && (
          <Notice tone="bad">
            {error.problem?.errors?.length ? t('details.invalid') : error.message}
          </Notice>
        )}
        {text('slug', t('details.slug.hint'))}
        {text('byline')}
        {text('dateline')}
        <div className={css['pair']}>
          <SelectField
            label={t('details.language')}
            value={draft.language}
            onChange={(language) => set('language', language)}
            options={LANGUAGES.map((id) => ({ id, label: t(`language.${id}`) }))}
            isDisabled={!mayEdit}
          />
          {text('targetWords')}
        </div>
        {text('categories', t('details.categories.hint'))}
        {text('tags', t('details.tags.hint'))}
        <SelectField
          label={t('details.assignee')}
          value={draft.assignee}
          onChange={(assignee) => set('assignee', assignee)}
          options={[
            { id: '', label: t('details.nobody') },
            ...people.map(({ id, name }) => ({ id: id as string, label: name })),
          ]}
          isDisabled={!mayEdit}
        />
        <div className={css['pair']}>
          {moment('deadline', mayEdit)}
          {moment('embargoUntil', mayHold)}
        </div>
        <SelectField
          label={t('details.legal')}
          value={draft.legal}
          onChange={(legal) => set('legal', legal)}
          options={LEGAL_STATES.map((id) => ({ id, label: t(`legal.${id}`) }))}
          isDisabled={!mayHold}
        />
        <SelectField
          label={t('details.access')}
          value={draft.access}
          onChange={(value) => set('access', value)}
          options={(['newsroom', 'team'] as const).map((id) => ({
            id,
            label: t(`details.access.${id}`),
          }))}
          isDisabled={!mayShare}
        />
        {draft.access === 'team' && (
          <TeamField
            people={people}
            team={draft.team}
            isDisabled={!mayShare}
            onChange={(team) => set('team', team)}
          />
        )}
      </form>
    </Sheet>
  )
}
