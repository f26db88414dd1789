import { Check } from 'lucide-react'
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components'
import { cx } from './cx.ts'
import type { Option } from './select-field.tsx'
import css from './check-list.module.css'

interface Props<K extends string> {
  label: string
  options: readonly (Option<K> & { note?: string })[]
  value: readonly K[]
  onChange: (value: readonly K[]) => void
}

/** Several of a few, one below the other. */
export function CheckList<K extends string>({ label, options, value, onChange }: Props<K>) {
  return (
    <CheckboxGroup
      className={cx(css['group'])}
      value={[...value]}
      onChange={(next) => onChange(next as K[])}
    >
      <Label className={cx(css['label'])}>{label}</Label>
      {options.map((option) => (
        <Checkbox key={option.id} value={option.id} className={cx(css['option'])}>
          <span className={css['box']} aria-hidden>
            <Check />
          </span>
          <span className={css['text']}>{option.label}</span>
          {option.note && <span className={css['note']}>{option.note}</span>}
        </Checkbox>
      ))}
    </CheckboxGroup>
  )
}
