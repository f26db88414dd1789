import { publicFact } from '@dateline/shared/export/public-fact'
import type { Fact } from '@dateline/shared/facts/fact'
import type { MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import { AtSign } from 'lucide-react'
import { t } from '../i18n/translate.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { useFactSession } from './fact-context.ts'
import { fieldName } from './fact-names.ts'
import { mentionChoices } from './mention-choices.ts'

interface Props {
  fact: Fact
  facts: MentionContext['fact']
  onMention: (field: string, format: string) => void
}

/** Every way the fact can stand in the text, as it would read there. */
export function MentionMenu({ fact, facts, onMention }: Props) {
  const language = useSnapshot(useFactSession().language)
  const choices = mentionChoices(fact, { language, fact: facts })
  return (
    <Menu
      label={t('fact.mention.of', { label: fact.label })}
      trigger={
        <IconButton small label={t('fact.mention')}>
          <AtSign aria-hidden />
        </IconButton>
      }
    >
      {choices.length === 0 && (
        <MenuItem
          text={t(publicFact(fact) ? 'fact.mention.none' : 'fact.mention.never')}
          isDisabled
        />
      )}
      {choices.map(({ field, format, words }) => (
        <MenuItem
          key={`${field}.${format}`}
          text={words}
          note={fieldName(fact.type, field)}
          onAction={() => onMention(field, format)}
        />
      ))}
    </Menu>
  )
}
