import { useRef, type ReactNode, type Ref } from 'react'
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps,
} from 'react-aria-components'
import { cx } from './cx.ts'
import { KeptCaret } from './kept-caret.tsx'
import css from './field.module.css'

interface Props extends Omit<TextFieldProps, 'className' | 'children'> {
  label: ReactNode
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean
  description?: ReactNode
  /** What is wrong, in words; marks the field invalid. */
  error?: string | undefined
  placeholder?: string
  multiline?: boolean
  inputRef?: Ref<HTMLInputElement>
  /** The first thing to fill in a dialog: typing goes there at once. */
  takesFocus?: boolean
}

export function TextField({
  label,
  hideLabel = false,
  description,
  error,
  placeholder,
  multiline = false,
  inputRef,
  takesFocus = false,
  ...props
}: Props) {
  const root = useRef<HTMLDivElement>(null)
  const isWords = props.type === undefined || props.type === 'text'
  const hint = placeholder ? { placeholder } : {}
  return (
    <AriaTextField
      {...props}
      ref={root}
      // The browser's own validation would hold back the corrected form too: what is wrong was
      // said by the server, and only sending it again tells that it is right now.
      validationBehavior="aria"
      {...(takesFocus && { autoFocus: true })}
      isInvalid={Boolean(error)}
      className={cx(css['field'])}
    >
      <Label className={cx(hideLabel ? 'visually-hidden' : css['label'])}>{label}</Label>
      <KeptCaret root={root} value={props.value}>
        {multiline ? (
          <TextArea {...hint} dir="auto" className={cx(css['input'])} />
        ) : (
          <Input
            {...hint}
            {...(isWords && { dir: 'auto' })}
            {...(inputRef && { ref: inputRef })}
            className={cx(css['input'])}
          />
        )}
      </KeptCaret>
      {description && (
        <Text slot="description" className={cx(css['description'])}>
          {description}
        </Text>
      )}
      <FieldError className={cx(css['error'])}>{error}</FieldError>
    </AriaTextField>
  )
}
