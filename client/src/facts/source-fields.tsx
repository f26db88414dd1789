import { SOURCE_KINDS, SOURCE_RECORDS, type Source } from '@dateline/shared/facts/source'
import { Trash2 } from 'lucide-react'
import { t } from '../i18n/translate.ts'
import { RestrictedIdentity } from '../restricted/restricted-source.tsx'
import { IconButton } from '../ui/button.tsx'
import { CheckList } from '../ui/check-list.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Switch } from '../ui/switch.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFactSession } from './fact-context.ts'
import { choiceName } from './fact-names.ts'
import { UrlField } from './parsed-field.tsx'
import { presenceField } from './presence-dot.tsx'
import css from './sources-editor.module.css'

/** The keys to write; `undefined` empties one. */
export type SourceChange = { readonly [K in keyof Source]?: Source[K] | undefined }

interface Props {
  factId: string
  source: Source
  number: number
  /** The fact's other sources. */
  others: readonly Source[]
  /** Writes only the keys it is given. */
  onChange: (part: SourceChange) => void
  onRemove: () => void
}

/** One source: an anonymous one asks how to describe it and why it is not named. */
export function SourceFields({ factId, source, number, others, onChange, onRemove }: Props) {
  const session = useFactSession()
  const enter = (focused: boolean) =>
    session.enter(focused ? presenceField(factId, `sources.${source.id}`) : null)
  const text = (key: 'publisher' | 'descriptor' | 'anonymityReason' | 'excerpt') => ({
    value: source[key] ?? '',
    onChange: (next: string) => onChange({ [key]: next || undefined }),
    onFocusChange: enter,
  })
  return (
    <fieldset className={css['source']} aria-label={t('source.number', { number })}>
      <div className={css['head']}>
        {t('source.number', { number })}
        <IconButton small label={t('source.remove')} onPress={onRemove}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      <div className={css['pair']}>
        <SelectField
          label={t('source.kind')}
          options={SOURCE_KINDS.map((id) => ({ id, label: t(`source.kind.${id}`) }))}
          value={source.kind}
          onChange={(kind) => onChange({ kind })}
          onFocusChange={enter}
        />
        <SelectField
          label={t('source.record')}
          options={SOURCE_RECORDS.map((id) => ({ id, label: choiceName(id) }))}
          value={source.record ?? 'on'}
          onChange={(record) => onChange({ record })}
          onFocusChange={enter}
        />
      </div>
      {source.kind === 'anonymous' ? (
        <>
          <TextField
            label={t('source.descriptor')}
            placeholder={t('source.descriptor.hint')}
            maxLength={500}
            {...text('descriptor')}
          />
          <TextField
            label={t('source.anonymityReason')}
            maxLength={500}
            {...text('anonymityReason')}
          />
        </>
      ) : (
        <TextField label={t('source.publisher')} maxLength={500} {...text('publisher')} />
      )}
      <RestrictedIdentity
        storyId={session.storyId}
        userId={session.user.id}
        factId={factId}
        source={source}
      />
      <UrlField
        label={t('source.url')}
        value={source.url}
        onChange={(url) => onChange({ url })}
        onFocusChange={enter}
      />
      <TextField multiline label={t('source.excerpt')} maxLength={10_000} {...text('excerpt')} />
      <Switch
        isSelected={source.withdrawn !== undefined}
        onChange={(on) => onChange({ withdrawn: on ? '' : undefined })}
      >
        {t('source.withdrawn')}
      </Switch>
      {source.withdrawn !== undefined && (
        <TextField
          label={t('source.withdrawn.why')}
          maxLength={500}
          value={source.withdrawn}
          onChange={(withdrawn) => onChange({ withdrawn })}
          onFocusChange={enter}
        />
      )}
      {others.length > 0 && (
        <CheckList
          label={t('source.independent')}
          options={others.map((other) => ({
            id: other.id,
            label: other.publisher ?? other.descriptor ?? t(`source.kind.${other.kind}`),
          }))}
          value={source.independentOf ?? []}
          onChange={(ids) => onChange({ independentOf: [...ids] })}
        />
      )}
    </fieldset>
  )
}
