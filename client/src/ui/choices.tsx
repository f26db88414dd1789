import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { cx } from './cx.ts'
import type { Option } from './select-field.tsx'
import css from './choices.module.css'

interface Props<K extends string> {
  label: string
  options: readonly Option<K>[]
  value: K
  onChange: (value: K) => void
}

/** One of two to four, all in sight. */
export function Choices<K extends string>({ label, options, value, onChange }: Props<K>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={cx(css['choices'])}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        for (const key of keys) onChange(key as K)
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className={cx(css['choice'])}>
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
