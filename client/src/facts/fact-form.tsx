import type { Knowledge } from '@dateline/shared/facts/candidates'
import type { Fact } from '@dateline/shared/facts/fact'
import { SENSITIVITIES, LABEL_LIMIT } from '@dateline/shared/facts/fact'
import { fieldsOf } from '@dateline/shared/facts/fact-types'
import type { FieldSpec, FieldValue, ListItem } from '@dateline/shared/facts/field-spec'
import { useRef, useState } from 'react'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { DraftTextField } from './draft-text-field.tsx'
import { useFacts, useFactSession } from './fact-context.ts'
import { fieldName, typeName } from './fact-names.ts'
import { FieldEditor } from './field-editor.tsx'
import { ListField } from './list-field.tsx'
import { PresenceDots, presenceField } from './presence-dot.tsx'
import { RefsField } from './refs-field.tsx'
import { RivalValues } from './rival-values.tsx'
import { SourcesEditor } from './sources-editor.tsx'
import css from './fact-form.module.css'

interface Props {
  fact: Fact
  /** Just made by hand: its label is a placeholder. */
  isNew?: boolean
  onDone: () => void
}

/** A fact's fields as its type describes them. Each is written on its own, while it is typed. */
export function FactForm({ fact, isNew = false, onDone }: Props) {
  const session = useFactSession()
  const { facts } = session.story
  const knownLabel = useRef<Knowledge>(undefined)
  const all = useFacts()
  const enter = (key: string) => (focused: boolean) =>
    session.enter(focused ? presenceField(fact.id, key) : null)
  return (
    <div className={css['form']}>
      <header className={css['head']}>
        <span>{typeName(fact.type)}</span>
        <Button small look="primary" onPress={onDone}>
          {t('ui.done')}
        </Button>
      </header>
      <DraftTextField
        label={
          <>
            {t('fact.label')}
            <PresenceDots field={presenceField(fact.id, 'label')} />
          </>
        }
        value={fact.label}
        maxLength={LABEL_LIMIT}
        onCommit={(label) => facts.setLabel(fact.id, label, session.origin, knownLabel.current)}
        onFocusChange={(focused) => {
          if (focused) knownLabel.current = facts.known(fact.id, 'label')
          enter('label')(focused)
        }}
        takesFocus={isNew}
      />
      <RivalValues fact={fact} facts={(id) => all.find((other) => other.id === id)} />
      {Object.entries(fieldsOf(fact.type)).map(([key, spec]) => (
        <OneField key={key} fact={fact} name={key} spec={spec} />
      ))}
      <SourcesEditor fact={fact} />
      <SelectField
        label={t('fact.sensitivity')}
        options={SENSITIVITIES.map((id) => ({ id, label: t(`fact.sensitivity.${id}`) }))}
        value={fact.sensitivity}
        onChange={(next) => facts.setSensitivity(fact.id, next, session.origin)}
        onFocusChange={enter('sensitivity')}
      />
      <Button look="primary" onPress={onDone}>
        {t('ui.done')}
      </Button>
    </div>
  )
}

/** One field of the form: it writes its own key and nothing else (rule F2). */
function OneField({ fact, name: key, spec }: { fact: Fact; name: string; spec: FieldSpec }) {
  const session = useFactSession()
  const { facts } = session.story
  const name = fieldName(fact.type, key)
  const label = (
    <>
      {name}
      <PresenceDots field={presenceField(fact.id, key)} />
    </>
  )
  // What somebody else sets while this person is in the field, this person does not know (rule F9).
  const known = useRef<Knowledge>(undefined)
  const write = (value: FieldValue | undefined) =>
    facts.setField(fact.id, key, value, session.origin, known.current)
  // Lists are changed as they stand now, not as they were drawn: a row may have come in between.
  const current = () => facts.get(fact.id)?.fields[key] ?? []
  const refs = () => current() as readonly string[]
  const [isHere, setHere] = useState(false)
  const enter = (focused: boolean) => {
    known.current = focused ? facts.known(fact.id, key) : undefined
    setHere(focused)
    session.enter(focused ? presenceField(fact.id, key) : null)
  }
  // Torn between two values, the field shows whoever is in it their own.
  const own = isHere && fact.rivals?.[key] && facts.own(fact.id, key)
  const value = own ? (own.value as FieldValue) : fact.fields[key]

  if (spec.kind === 'refs') {
    return (
      <RefsField
        label={label}
        name={name}
        to={spec.to}
        value={(value ?? []) as readonly string[]}
        onAdd={(id) => write([...refs(), id])}
        onRemove={(id) => write(refs().filter((other) => other !== id))}
        onFocusChange={enter}
      />
    )
  }
  if (spec.kind === 'list') {
    return (
      <ListField
        label={label}
        spec={spec}
        value={(value ?? []) as readonly ListItem[]}
        onChange={(change) => write(change(current() as readonly ListItem[]))}
        presence={(row, cell) => presenceField(fact.id, `${key}.${row}.${cell}`)}
        onEnter={(field) => session.enter(field)}
      />
    )
  }
  return (
    <FieldEditor spec={spec} label={label} value={value} onChange={write} onFocusChange={enter} />
  )
}
