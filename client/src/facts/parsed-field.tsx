import { webUrlSchema } from '@dateline/shared/facts/field-spec'
import { useState, type ReactNode } from 'react'
import { t } from '../i18n/translate.ts'
import { TextField } from '../ui/text-field.tsx'

interface Props<T> {
  label: ReactNode
  value: T | undefined
  onChange: (value: T | undefined) => void
  onFocusChange?: (focused: boolean) => void
}

/** Digits, with or without a sign, spaces between thousands and a decimal point. */
export function parseNumber(text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0,](?=\d{3}\b)/gu, '').trim()
  return /^[-−]?\d+(\.\d+)?$/u.test(plain) ? Number(plain.replace('−', '-')) : undefined
}

export function NumberField(props: Props<number>) {
  return <ParsedField {...props} parse={parseNumber} error={t('form.number')} inputMode="decimal" />
}

export function UrlField(props: Props<string>) {
  const parse = (text: string) => webUrlSchema.safeParse(text.trim()).data
  return <ParsedField {...props} parse={parse} error={t('form.url')} inputMode="url" />
}

interface ParsedProps<T> extends Props<T> {
  parse: (text: string) => T | undefined
  error: string
  inputMode: 'decimal' | 'url'
}

/** Keeps what is typed while it cannot be read yet; writes whenever it can. */
function ParsedField<T extends string | number>(props: ParsedProps<T>) {
  const { label, value, onChange, onFocusChange, parse, error, inputMode } = props
  const [draft, setDraft] = useState<string | null>(null)
  const [isFocused, setFocused] = useState(false)
  const isUnread = draft !== null && draft.trim() !== '' && parse(draft) === undefined
  const change = (text: string) => {
    setDraft(text)
    const parsed = parse(text)
    if (parsed !== undefined) onChange(parsed)
    else if (text.trim() === '') onChange(undefined)
  }
  const focusChange = (focused: boolean) => {
    setFocused(focused)
    if (!focused && !isUnread) setDraft(null)
    onFocusChange?.(focused)
  }
  return (
    <TextField
      label={label}
      inputMode={inputMode}
      value={draft ?? (value === undefined ? '' : String(value))}
      onChange={change}
      onFocusChange={focusChange}
      error={isUnread && !isFocused ? error : undefined}
    />
  )
}
