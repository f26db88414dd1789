import { t } from '../i18n/translate.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { useFactSession } from './fact-context.ts'
import css from './presence-dot.module.css'

/** How a field of a fact is named in presence. */
export const presenceField = (factId: string, key: string): string => `fact:${factId}.${key}`

/** A dot in the colour of each person who is in this field right now, this one left out. */
export function PresenceDots({ field }: { field: string }) {
  const people = useSnapshot(useFactSession().people)
  const here = people.filter((person) => person.field === field && !person.isSelf)
  if (here.length === 0) return null
  const words = t('form.here', { names: here.map(({ user }) => user.name).join(', ') })
  return (
    <span className={css['dots']} title={words}>
      <span className="visually-hidden">{words}</span>
      {here.map(({ clientId, user }) => (
        <span key={clientId} className={css['dot']} style={{ backgroundColor: user.color }} />
      ))}
    </span>
  )
}
