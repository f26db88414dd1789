import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Label, Tag, TagGroup, TagList } from 'react-aria-components'
import { t } from '../i18n/translate.ts'
import { cx } from '../ui/cx.ts'
import { useFacts } from './fact-context.ts'
import { RefField } from './ref-field.tsx'
import { factName } from './show-field.ts'
import css from './refs-field.module.css'

interface Props {
  label: ReactNode
  /** The label as text, for what is read aloud. */
  name: string
  to: readonly string[]
  value: readonly string[]
  onAdd: (id: string) => void
  onRemove: (id: string) => void
  onFocusChange: (focused: boolean) => void
}

/** Points at several facts: chips that can be taken away, and a field to add one. */
export function RefsField({ label, name, to, value, onAdd, onRemove, onFocusChange }: Props) {
  const facts = useFacts()
  const lookUp = (id: string) => facts.find((fact) => fact.id === id)
  return (
    <div className={css['refs']}>
      <TagGroup
        className={cx(css['group'])}
        onRemove={(keys) => {
          for (const key of keys) onRemove(String(key))
        }}
      >
        <Label className={cx(css['label'])}>{label}</Label>
        <TagList className={cx(css['tags'])}>
          {value.map((id) => (
            <Tag key={id} id={id} textValue={factName(id, lookUp)} className={cx(css['tag'])}>
              {factName(id, lookUp)}
              <Button
                slot="remove"
                className={cx(css['remove'])}
                aria-label={t('form.refs.remove', { name: factName(id, lookUp) })}
              >
                <X aria-hidden />
              </Button>
            </Tag>
          ))}
        </TagList>
      </TagGroup>
      <RefField
        key={value.length}
        hideLabel
        label={t('form.refs.add', { label: name })}
        to={to}
        value={null}
        without={value}
        onChange={(id) => id !== undefined && onAdd(id)}
        onFocusChange={onFocusChange}
      />
    </div>
  )
}
