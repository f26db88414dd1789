import type { Fact } from '@dateline/shared/facts/fact'
import type { Source } from '@dateline/shared/facts/source'
import { mintId } from '@dateline/shared/ids'
import { Plus } from 'lucide-react'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { useFactSession } from './fact-context.ts'
import { SourceFields, type SourceChange } from './source-fields.tsx'
import css from './sources-editor.module.css'

/** Where a fact comes from. Each source, and each of its fields, is written on its own. */
export function SourcesEditor({ fact }: { fact: Fact }) {
  const session = useFactSession()
  const { facts } = session.story
  const add = () => {
    const source = {
      id: mintId(),
      kind: 'wire',
      capturedBy: session.user.id,
      capturedAt: Date.now(),
    }
    facts.putSource(fact.id, source as Source, session.origin)
  }
  const change = (id: string, part: SourceChange) => {
    const source = facts.get(fact.id)?.sources.find((one) => one.id === id)
    if (source) facts.putSource(fact.id, { ...source, ...part } as Source, session.origin)
  }
  return (
    <fieldset className={css['sources']}>
      <legend className={css['legend']}>{t('source.title')}</legend>
      {fact.sources.map((source, index) => (
        <SourceFields
          key={source.id}
          factId={fact.id}
          source={source}
          number={index + 1}
          others={fact.sources.filter(({ id }) => id !== source.id)}
          onChange={(part) => change(source.id, part)}
          onRemove={() => facts.removeSource(fact.id, source.id, session.origin)}
        />
      ))}
      <Button small look="quiet" className={css['add'] ?? ''} onPress={add}>
        <Plus aria-hidden />
        {t('source.add')}
      </Button>
    </fieldset>
  )
}
