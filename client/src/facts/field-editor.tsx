import type { DateValue } from '@dateline/shared/facts/dates/date-value'
import type { FieldSpec, FieldValue } from '@dateline/shared/facts/field-spec'
import type { ReactNode } from 'react'
import { t } from '../i18n/translate.ts'
import { SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { DateField } from './date-field.tsx'
import { choiceName } from './fact-names.ts'
import { NumberField, UrlField } from './parsed-field.tsx'
import { RefField } from './ref-field.tsx'

export interface FieldEditorProps {
  spec: Exclude<FieldSpec, { kind: 'list' | 'refs' }>
  label: ReactNode
  value: FieldValue | undefined
  /** Writes this one field; `undefined` empties it. */
  onChange: (value: FieldValue | undefined) => void
  onFocusChange: (focused: boolean) => void
}

/** The right control for one plain field. It writes as the person types: nothing waits for a button. */
export function FieldEditor({ spec, label, value, onChange, onFocusChange }: FieldEditorProps) {
  const common = { label, onFocusChange }
  const text = typeof value === 'string' ? value : ''
  const orNothing = (next: string) => onChange(next === '' ? undefined : next)
  switch (spec.kind) {
    case 'text':
      return <TextField {...common} value={text} onChange={orNothing} maxLength={500} />
    case 'prose':
      return (
        <TextField {...common} multiline value={text} onChange={orNothing} maxLength={10_000} />
      )
    case 'number':
      return <NumberField {...common} value={value as number | undefined} onChange={onChange} />
    case 'url':
      return <UrlField {...common} value={value as string | undefined} onChange={onChange} />
    case 'date':
      return <DateField {...common} value={value as DateValue | undefined} onChange={onChange} />
    case 'choice':
      return (
        <SelectField
          {...common}
          options={[
            { id: '', label: t('form.none') },
            ...spec.options.map((id) => ({ id, label: choiceName(id) })),
          ]}
          value={text}
          onChange={orNothing}
        />
      )
    case 'ref':
      return (
        <RefField {...common} to={spec.to} value={text || null} onChange={(id) => onChange(id)} />
      )
    default:
      return spec satisfies never
  }
}
