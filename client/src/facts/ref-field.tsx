import type { Fact } from '@dateline/shared/facts/fact'
import { isFactType, type FactType } from '@dateline/shared/facts/fact-types'
import { mainField } from '@dateline/shared/facts/mentions/mention-format'
import { mintFactId } from '@dateline/shared/ids'
import { useState, type ReactNode } from 'react'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { ComboBox } from '../ui/combo-box.tsx'
import { foldName } from '../ui/fold-name.ts'
import { useFactSession, useFacts } from './fact-context.ts'
import { typeName } from './fact-names.ts'
import { factName } from './show-field.ts'

interface Props {
  label: ReactNode
  hideLabel?: boolean
  /** The types it may point at. */
  to: readonly string[]
  value: string | null
  onChange: (id: string | undefined) => void
  /** Facts that are not offered: they are chosen already. */
  without?: readonly string[]
  onFocusChange?: (focused: boolean) => void
}

/** Points at a fact of the story: type to find it, or make it on the spot. */
export function RefField({
  label,
  hideLabel,
  to,
  value,
  onChange,
  without = [],
  onFocusChange,
}: Props) {
  const session = useFactSession()
  const facts = useFacts()
  const lookUp = (id: string) => facts.find((fact) => fact.id === id)
  const [typed, setTyped] = useState<string | null>(null)
  const options = facts
    .filter((fact) => to.includes(fact.type) && !without.includes(fact.id))
    .map((fact) => ({
      id: fact.id as string,
      label: factName(fact.id, lookUp),
      note: to.length > 1 ? typeName(fact.type) : '',
      also: otherNames(fact).join(' '),
      names: [factName(fact.id, lookUp), ...otherNames(fact)].map(foldName),
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label))
  const shown = typed ?? (value ? factName(value, lookUp) : '')
  const name = shown.trim()
  const wanted = foldName(name)
  const same = options.find(({ names }) => names.includes(wanted))
  const isNew = name !== '' && typed !== null && !same
  const choose = (id: string | undefined) => {
    setTyped(null)
    onChange(id)
  }
  /** The one that is called so, else the only one that begins so, else a new one if it can be of one type. */
  const enter = () => {
    if (typed === null || name === '') return
    const begins = options.filter(({ names }) => names.some((one) => one.startsWith(wanted)))
    const found = same ?? (begins.length === 1 ? begins[0] : undefined)
    const [type, ...others] = to.filter(isFactType)
    if (found) choose(found.id)
    else if (begins.length === 0 && type && others.length === 0) {
      choose(createNamed(session, type, name))
    }
  }
  return (
    <ComboBox
      label={label}
      hideLabel={hideLabel ?? false}
      options={options}
      value={value}
      inputValue={shown}
      onInputChange={setTyped}
      placeholder={t('form.ref')}
      onEnter={enter}
      onChange={(id) => id !== null && choose(id)}
      creates={
        isNew
          ? to.filter(isFactType).map((type) => ({
              id: type,
              label: t('form.ref.create', { name, type: typeName(type).toLocaleLowerCase() }),
              onCreate: () => choose(createNamed(session, type, name)),
            }))
          : []
      }
      onFocusChange={(focused) => {
        if (!focused) {
          if (typed !== null && name === '') choose(undefined)
          else setTyped(null)
        }
        onFocusChange?.(focused)
      }}
    />
  )
}

/** Short name and other spellings: whoever types "Turkey" finds Türkiye, which is there once. */
function otherNames({ fields, label }: Fact): readonly string[] {
  const variants = Array.isArray(fields['variants'])
    ? (fields['variants'] as readonly { name?: unknown }[]).map(({ name }) => name)
    : []
  return [label, fields['shortName'], fields['nativeName'], ...variants].filter(
    (name) => typeof name === 'string',
  )
}

/** Makes a fact with only its name, to be filled in when there is time. @returns its id */
function createNamed(session: StorySession, type: FactType, name: string): string {
  const id = mintFactId()
  const main = mainField(type)
  const fields = main === 'label' || main === 'date' ? {} : { [main]: name }
  session.story.facts.create({ id, type, label: name, fields }, session.origin)
  return id
}
