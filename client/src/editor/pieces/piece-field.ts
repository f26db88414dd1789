/** One labelled line within a picture or an embed: plain DOM, because it lives inside the text. */
export interface PieceField {
  readonly dom: HTMLElement
  /** What the document says now; leaves a field alone in which somebody is typing the same. */
  show(value: string): void
}

interface Asked {
  readonly label: string
  readonly hint: string
  /** What a reason of the gate calls it. */
  readonly needs: string
  readonly isUrl?: boolean
  readonly canWrite: () => boolean
  readonly onInput: (value: string) => void
  /** Enter: back into the text. */
  readonly onDone: () => void
}

export function pieceField({
  label,
  hint,
  needs,
  isUrl,
  canWrite,
  onInput,
  onDone,
}: Asked): PieceField {
  const dom = document.createElement('label')
  const name = document.createElement('span')
  const input = document.createElement('input')
  dom.className = 'piece-field'
  name.textContent = label
  input.type = isUrl ? 'url' : 'text'
  input.placeholder = hint
  input.dir = isUrl ? 'ltr' : 'auto'
  input.dataset['needs'] = needs
  input.maxLength = isUrl ? 2_000 : 1_000
  dom.append(name, input)
  input.addEventListener('focus', () => (input.readOnly = !canWrite()))
  input.addEventListener('input', () => onInput(input.value))
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    onDone()
  })
  return {
    dom,
    show(value) {
      if (input.value !== value) input.value = value
      input.toggleAttribute('data-blank', value.trim() === '')
    },
  }
}
