import { disputableFields, type Dispute } from '@dateline/shared/facts/dispute'
import type { Fact } from '@dateline/shared/facts/fact'
import { fieldSpec } from '@dateline/shared/facts/fact-types'
import type { FieldValue } from '@dateline/shared/facts/field-spec'
import type { MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import { SOURCE_KINDS, type SourceKind } from '@dateline/shared/facts/source'
import { isUsable } from '@dateline/shared/facts/status'
import { useState, type FormEvent } from 'react'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { fieldName } from './fact-names.ts'
import { FieldEditor } from './field-editor.tsx'
import { mainValueKey } from './main-value.ts'
import { UrlField } from './parsed-field.tsx'
import { factName } from './show-field.ts'
import css from './decisions.module.css'

interface Props {
  fact: Fact
  facts: MentionContext['fact']
  onSend: (note: string, dispute?: Dispute) => void
  onCancel: () => void
}

type Kind = Dispute['kind'] | 'reason'

/** What stands against a fact: the other value or a denial, who says what, and where it is from. */
export function DisputeForm({ fact, facts, onSend, onCancel }: Props) {
  const fields = disputableFields(fact)
  const [kind, setKind] = useState<Kind>(fields.length > 0 ? 'value' : 'reason')
  const [field, setField] = useState(mainValueKey(fact, fields))
  const [value, setValue] = useState<FieldValue | undefined>(fact.fields[field])
  const [ours, setOurs] = useState(sayerOf(fact, facts))
  const [theirs, setTheirs] = useState('')
  const [source, setSource] = useState<Dispute['source']>({ kind: 'named_person' })
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const spec = fieldSpec(fact.type, field)
  const missing = missingFrom({
    kind,
    ours,
    theirs,
    source,
    note,
    same: same(value, fact.fields[field]),
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing) return
    if (kind === 'reason') return onSend(note)
    const sides = { field, ours: ours.trim(), theirs: theirs.trim(), source }
    onSend(note, kind === 'value' ? { ...sides, kind, value } : { ...sides, kind })
  }
  const from = (part: Partial<Dispute['source']>) => setSource({ ...source, ...part })
  return (
    <form className={css['reason']} onSubmit={submit} aria-label={t('decide.dispute')}>
      {fields.length > 0 && (
        <Choices
          label={t('dispute.kind')}
          options={(['value', 'denial', 'reason'] as const).map((id) => ({
            id,
            label: t(`dispute.kind.${id}`),
          }))}
          value={kind}
          onChange={setKind}
        />
      )}
      {kind !== 'reason' && (
        <>
          <SelectField
            label={t('dispute.field')}
            options={fields.map((id) => ({ id, label: fieldName(fact.type, id) }))}
            value={field}
            onChange={(next) => {
              setField(next)
              setValue(fact.fields[next])
            }}
          />
          <TextField
            label={t('dispute.ours')}
            value={ours}
            onChange={setOurs}
            maxLength={200}
            placeholder={t('dispute.ours.hint')}
          />
          <TextField
            takesFocus
            label={kind === 'denial' ? t('dispute.denies') : t('dispute.theirs')}
            value={theirs}
            onChange={setTheirs}
            maxLength={200}
          />
          {kind === 'value' && spec && spec.kind !== 'list' && spec.kind !== 'refs' && (
            <FieldEditor
              spec={spec}
              label={t('dispute.value')}
              value={value}
              onChange={setValue}
              onFocusChange={() => undefined}
            />
          )}
          <SelectField
            label={t('dispute.source')}
            options={SOURCE_KINDS.map((id) => ({ id, label: t(`source.kind.${id}`) }))}
            value={source.kind}
            onChange={(next: SourceKind) => from({ kind: next })}
          />
          {source.kind === 'anonymous' ? (
            <>
              <TextField
                label={t('source.descriptor')}
                value={source.descriptor ?? ''}
                onChange={(descriptor) => from({ descriptor })}
                maxLength={500}
              />
              <TextField
                label={t('source.anonymityReason')}
                value={source.anonymityReason ?? ''}
                onChange={(anonymityReason) => from({ anonymityReason })}
                maxLength={500}
              />
            </>
          ) : (
            <TextField
              label={t('source.publisher')}
              value={source.publisher ?? ''}
              onChange={(publisher) => from({ publisher })}
              maxLength={500}
            />
          )}
          <UrlField
            label={t('source.url')}
            value={source.url}
            onChange={(url) => {
              const { url: _, ...rest } = source
              setSource(url ? { ...rest, url } : rest)
            }}
            onFocusChange={() => undefined}
          />
        </>
      )}
      <TextField
        multiline
        takesFocus={kind === 'reason'}
        label={kind === 'reason' ? t('decide.dispute.why') : t('dispute.note')}
        value={note}
        onChange={setNote}
        maxLength={2_000}
      />
      {tried && missing && (
        <p className={css['missing']} role="alert">
          {t(`dispute.missing.${missing}`)}
        </p>
      )}
      <div className={css['buttons']}>
        <Button small onPress={onCancel}>
          {t('ui.cancel')}
        </Button>
        <Button small look="danger" type="submit">
          {t('decide.dispute')}
        </Button>
      </div>
    </form>
  )
}

interface Filled {
  kind: Kind
  ours: string
  theirs: string
  source: Dispute['source']
  note: string
  same: boolean
}

function missingFrom({ kind, ours, theirs, source, note, same: isSame }: Filled) {
  if (kind === 'reason') return note.trim() ? undefined : 'note'
  if (!ours.trim() || !theirs.trim()) return 'who'
  if (kind === 'value' && isSame) return 'value'
  return isUsable(source) ? undefined : 'source'
}

const same = (a: FieldValue | undefined, b: FieldValue | undefined): boolean =>
  a === undefined || a === '' || JSON.stringify(a) === JSON.stringify(b)

/** Who stands by the fact as it is: whoever claims it, or its first source. */
function sayerOf(fact: Fact, facts: MentionContext['fact']): string {
  const claimed = fact.fields['claimedBy'] ?? fact.fields['speaker']
  if (typeof claimed === 'string' && facts(claimed)) return factName(claimed, facts)
  const [source] = fact.sources
  return source?.publisher ?? source?.descriptor ?? ''
}
