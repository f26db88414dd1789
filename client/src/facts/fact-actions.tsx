import type { MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import type { DecisionKind } from '@dateline/shared/facts/status'
import { AtSign, Ban, Check, Ellipsis, Pencil, Split, Trash2 } from 'lucide-react'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { t } from '../i18n/translate.ts'
import { recordOf } from '../sync/fact-statuses.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { allowance, mayDelete } from './allowed.ts'
import type { useDeciding } from './decisions.tsx'
import type { FactCardProps } from './fact-card.tsx'
import { useFactSession } from './fact-context.ts'
import { fieldName } from './fact-names.ts'
import { mentionChoices } from './mention-choices.ts'
import css from './fact-actions.module.css'

interface Props extends FactCardProps {
  deciding: ReturnType<typeof useDeciding>
  facts: MentionContext['fact']
}

/** What may be done with a fact now: only what the rules allow, the usual thing first. */
export function FactActions(props: Props) {
  const { fact, status, deciding, onEdit } = props
  const session = useFactSession()
  const user = useCurrentUser()
  const canWrite = useSnapshot(session.canWrite)
  const record = useSnapshot(session.record)
  const factRecord = recordOf(record, fact.id)
  const may = (kind: DecisionKind) =>
    record ? allowance(fact, factRecord, kind, user, record.story).tag : 'hidden'
  const isBusy = deciding.state.tag === 'sending'
  const canDelete = canWrite && mayDelete(factRecord, user)
  const hasMore = canDelete || may('dispute') === 'allowed' || may('retract') === 'allowed'

  return (
    <div className={css['actions']}>
      {status !== 'approved' && may('approve') !== 'hidden' && (
        <Button
          small
          look="primary"
          data-act="approve"
          isDisabled={isBusy || may('approve') === 'disabled'}
          onPress={() =>
            status === 'disputed' ? deciding.ask('approve') : deciding.send('approve')
          }
        >
          <Check aria-hidden />
          {t('decide.approve')}
        </Button>
      )}
      {canWrite && <MentionMenu {...props} />}
      {canWrite && (
        <Button small data-act="edit" onPress={onEdit}>
          <Pencil aria-hidden />
          {t('ui.edit')}
        </Button>
      )}
      {hasMore && (
        <Menu
          label={t('fact.more', { label: fact.label })}
          trigger={
            <IconButton small label={t('fact.more', { label: fact.label })}>
              <Ellipsis aria-hidden />
            </IconButton>
          }
        >
          {may('dispute') === 'allowed' && status !== 'disputed' && (
            <MenuItem
              text={t('decide.dispute')}
              icon={<Split aria-hidden />}
              onAction={() => deciding.ask('dispute')}
            />
          )}
          {may('retract') === 'allowed' && (
            <MenuItem
              danger
              text={t('decide.retract')}
              icon={<Ban aria-hidden />}
              onAction={() => deciding.ask('retract')}
            />
          )}
          {canDelete && (
            <MenuItem
              danger
              text={t('fact.delete')}
              icon={<Trash2 aria-hidden />}
              onAction={() => session.story.facts.remove(fact.id, session.origin)}
            />
          )}
        </Menu>
      )}
    </div>
  )
}

/** Every way the fact can stand in the text, as it would read there. */
function MentionMenu({ fact, facts, onMention }: Props) {
  const session = useFactSession()
  const language = useSnapshot(session.language)
  const choices = mentionChoices(fact, { language, fact: facts })
  return (
    <Menu
      label={t('fact.mention.of', { label: fact.label })}
      trigger={
        <Button small>
          <AtSign aria-hidden />
          {t('fact.mention')}
        </Button>
      }
    >
      {choices.length === 0 && <MenuItem text={t('fact.mention.none')} isDisabled />}
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
