import { Button } from 'react-aria-components'
import { t } from '../i18n/translate.ts'
import type { Presence } from '../sync/presence.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Avatar } from '../ui/avatar.tsx'
import { cx } from '../ui/cx.ts'
import { Tip } from '../ui/tooltip.tsx'
import css from './people-bar.module.css'

interface Props {
  session: StorySession
  onGoTo: (person: Presence) => void
}

/** Everybody else who has the story open; one avatar a person, however many tabs they have. */
export function PeopleBar({ session, onGoTo }: Props) {
  const people = useSnapshot(session.people)
  const others = oneEach(people.filter(({ user }) => user.id !== session.user.id))
  return (
    <ul className={css['people']} aria-label={t('story.people')}>
      {others.map((person) => (
        <li key={person.user.id}>
          <Tip text={t('story.person.goTo', { name: person.user.name })}>
            <Button
              className={cx(css['person'])}
              aria-label={t('story.person.goTo', { name: person.user.name })}
              onPress={() => onGoTo(person)}
            >
              <span aria-hidden>
                <Avatar person={person.user} size="1.75rem" />
              </span>
            </Button>
          </Tip>
        </li>
      ))}
    </ul>
  )
}

/** Of each person the tab they are doing something in. */
function oneEach(people: readonly Presence[]): readonly Presence[] {
  const byId = new Map<string, Presence>()
  for (const person of people) {
    const known = byId.get(person.user.id)
    if (!known || (known.field === null && person.field !== null)) byId.set(person.user.id, person)
  }
  return [...byId.values()]
}

/** A dot in the colour of everybody else who is in a field. */
export function FieldPeople({ session, field }: { session: StorySession; field: string }) {
  const people = useSnapshot(session.people)
  const here = people.filter((person) => !person.isSelf && person.field === field)
  if (here.length === 0) return null
  return (
    <span className={css['dots']}>
      {here.map(({ clientId, user }) => (
        <span
          key={clientId}
          className={css['dot']}
          style={{ backgroundColor: user.color }}
          title={t('story.person.here', { name: user.name })}
        >
          <span className="visually-hidden">{t('story.person.here', { name: user.name })}</span>
        </span>
      ))}
    </span>
  )
}
