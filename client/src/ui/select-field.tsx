import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components'
import { cx } from './cx.ts'
import css from './field.module.css'
import overlays from './overlays.module.css'

export interface Option<K extends string = string> {
  readonly id: K
  readonly label: string
}

interface Props<K extends string> {
  label: ReactNode
  hideLabel?: boolean
  options: readonly Option<K>[]
  value: K | null
  onChange: (value: K) => void
  placeholder?: string
  isDisabled?: boolean
  onFocusChange?: (focused: boolean) => void
}

/** One choice of a few. For many, use ComboBox. */
export function SelectField<K extends string>({
  label,
  hideLabel = false,
  options,
  value,
  onChange,
  placeholder,
  isDisabled = false,
  onFocusChange,
}: Props<K>) {
  return (
    <Select
      className={cx(css['field'])}
      value={value}
      onChange={(key) => key !== null && onChange(key as K)}
      isDisabled={isDisabled}
      {...(placeholder && { placeholder })}
      {...(onFocusChange && { onFocusChange })}
    >
      <Label className={cx(hideLabel ? 'visually-hidden' : css['label'])}>{label}</Label>
      <Button className={cx(css['select'])}>
        <SelectValue className={cx(css['value'])} />
        <ChevronDown aria-hidden />
      </Button>
      <Popover className={cx(overlays['popover'], css['drop'])}>
        <ListBox items={options} className={cx(overlays['list'])}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={cx(overlays['item'])}>
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}
