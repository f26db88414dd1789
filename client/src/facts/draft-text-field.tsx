import { useState, type ReactNode } from 'react'
import { TextField } from '../ui/text-field.tsx'

interface Props {
  label: ReactNode
  value: string
  maxLength: number
  /** Called on Enter and when the field is left. */
  onCommit: (value: string) => void
  onFocusChange: (focused: boolean) => void
  /** Has the focus at once, its words selected: to be typed over. */
  takesFocus?: boolean
}

/** For a label, by which lists are sorted: it is written when it is finished, not letter by letter. */
export function DraftTextField(props: Props) {
  const { label, value, maxLength, onCommit, onFocusChange, takesFocus = false } = props
  const [draft, setDraft] = useState<string | null>(null)
  const commit = () => {
    if (draft !== null && draft !== value) onCommit(draft)
    setDraft(null)
  }
  return (
    <TextField
      label={label}
      value={draft ?? value}
      maxLength={maxLength}
      takesFocus={takesFocus}
      onFocus={({ target }) => takesFocus && target instanceof HTMLInputElement && target.select()}
      onChange={setDraft}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
      }}
      onFocusChange={(focused) => {
        if (!focused) commit()
        onFocusChange(focused)
      }}
    />
  )
}
