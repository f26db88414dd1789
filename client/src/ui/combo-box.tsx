import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button,
  ComboBox as AriaComboBox,
  Group,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components'
import { cx } from './cx.ts'
import { foldName } from './fold-name.ts'
import type { Option } from './select-field.tsx'
import css from './field.module.css'
import overlays from './overlays.module.css'

/** Begins the key of an option that makes something new of what was typed. */
const CREATE = 'create:'

interface Props {
  label: ReactNode
  hideLabel?: boolean
  /** `also`: other names it is found by. */
  options: readonly (Option & { note?: string; also?: string })[]
  value: string | null
  onChange: (value: string | null) => void
  inputValue: string
  onInputChange: (text: string) => void
  /** Offered below the options: "Add “Muscat” as a place". */
  creates?: readonly (Option & { onCreate: () => void })[]
  /** Enter was pressed on typed words while no option has the focus. */
  onEnter?: () => void
  placeholder?: string
  onFocusChange?: (focused: boolean) => void
}

/** Type to find one of many, or make it: by any part of its names, whatever the case and accents. */
export function ComboBox({
  label,
  hideLabel = false,
  options,
  value,
  onChange,
  inputValue,
  onInputChange,
  creates = [],
  onEnter,
  placeholder,
  onFocusChange,
}: Props) {
  const also = new Map(options.map((option) => [option.label, option.also]))
  const items = [...options, ...creates.map(({ id, label }) => ({ id: CREATE + id, label }))]
  return (
    <AriaComboBox
      className={cx(css['field'])}
      items={items}
      value={value}
      inputValue={inputValue}
      onInputChange={onInputChange}
      onChange={(key) => {
        const create = creates.find(({ id }) => CREATE + id === key)
        if (create) create.onCreate()
        else onChange(key === null ? null : String(key))
      }}
      defaultFilter={(label, typed) =>
        label === inputValue ||
        foldName(`${label} ${also.get(label) ?? ''}`).includes(foldName(typed))
      }
      menuTrigger="focus"
      allowsEmptyCollection={false}
      {...(onFocusChange && { onFocusChange })}
    >
      <Label className={cx(hideLabel ? 'visually-hidden' : css['label'])}>{label}</Label>
      <Group className={cx(css['control'])}>
        <Input
          dir="auto"
          className={cx(css['input'])}
          {...(placeholder && { placeholder })}
          onKeyDown={({ key, currentTarget }) => {
            if (key !== 'Enter' || currentTarget.getAttribute('aria-activedescendant')) return
            onEnter?.()
          }}
        />
        <Button className={cx(css['open'])}>
          <ChevronDown aria-hidden />
        </Button>
      </Group>
      <Popover className={cx(overlays['popover'], css['drop'])}>
        <ListBox className={cx(overlays['list'])}>
          {(option: Option & { note?: string }) => (
            <ListBoxItem
              id={option.id}
              textValue={option.id.startsWith(CREATE) ? inputValue : option.label}
              className={cx(overlays['item'])}
            >
              <bdi className={overlays['itemText']}>{option.label}</bdi>
              {option.note && <span className={overlays['itemNote']}>{option.note}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
