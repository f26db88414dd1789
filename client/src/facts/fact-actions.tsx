import type { MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import { can } from '@dateline/shared/users/policy'
import { Ban, Check, Ellipsis, MessageCircleQuestion, Pencil, Split, Trash2 } from 'lucide-react'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { t } from '../i18n/translate.ts'
import { recordOf } from '../sync/fact-statuses.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { mayDelete } from './allowed.ts'
import type { useDeciding } from './decisions.tsx'
import type { FactCardProps } from './fact-card.tsx'
import { useFactSession } from './fact-context.ts'
import { MentionMenu } from './mention-menu.tsx'
import { useAllowance } from './use-allowance.ts'
import css from './fact-actions.module.css'

interface Props extends FactCardProps {
  deciding: ReturnType<typeof useDeciding>
  facts: MentionContext['fact']
}

/** What may be done with a fact now: only what the rules allow, the usual thing last, at the edge. */
export function FactActions(props: Props) {
  const { fact, status, isOpen, deciding, facts, onEdit, onMention } = props
  const session = useFactSession()
  const user = useCurrentUser()
  const canWrite = useSnapshot(session.canWrite)
  const factRecord = recordOf(useSnapshot(session.record), fact.id)
  const may = useAllowance(fact)
  const canDelete = canWrite && mayDelete(factRecord, user)
  const canDispute = may('dispute').tag === 'allowed' && status !== 'disputed'
  const canRetract = may('retract').tag === 'allowed'
  const story = useSnapshot(session.record)?.story
  const canAsk = story !== undefined && can(user, 'fact.query', story) && status !== 'retracted'
  // A closed card has no room for the reason why not, so it offers only what can be done.
  const approve = may('approve').tag
  const offersApproval =
    status !== 'approved' && (approve === 'allowed' || (isOpen && approve === 'disabled'))

  return (
    <div className={css['actions']}>
      {canWrite && <MentionMenu fact={fact} facts={facts} onMention={onMention} />}
      {canWrite && (
        <IconButton small label={t('ui.edit')} data-act="edit" onPress={onEdit}>
          <Pencil aria-hidden />
        </IconButton>
      )}
      {(canDelete || canDispute || canRetract || canAsk) && (
        <Menu
          label={t('fact.more', { label: fact.label })}
          trigger={
            <IconButton small label={t('fact.more', { label: fact.label })}>
              <Ellipsis aria-hidden />
            </IconButton>
          }
        >
          {canDispute && (
            <MenuItem
              text={t('decide.dispute')}
              icon={<Split aria-hidden />}
              onAction={() => deciding.ask('dispute')}
            />
          )}
          {canAsk && (
            <MenuItem
              text={t('query.ask')}
              icon={<MessageCircleQuestion aria-hidden />}
              onAction={() => deciding.ask('query')}
            />
          )}
          {canRetract && (
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
      {offersApproval && (
        <Button
          small
          data-act="approve"
          isDisabled={deciding.state.tag === 'sending' || approve === 'disabled'}
          onPress={() =>
            status === 'disputed' ? deciding.ask('approve') : deciding.send('approve')
          }
        >
          <Check aria-hidden />
          {t('decide.approve')}
        </Button>
      )}
    </div>
  )
}
