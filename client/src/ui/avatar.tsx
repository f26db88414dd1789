import { cx } from './cx.ts'
import css from './avatar.module.css'

interface Person {
  readonly id: string
  readonly name: string
  readonly color: string
}

interface Props {
  person: Person
  /** CSS size, e.g. `1.5rem`. */
  size?: string
}

/** Initials in a person's colour, with their name for screen readers. */
export function Avatar({ person, size = '1.5rem' }: Props) {
  return (
    <span
      title={person.name}
      className={css['avatar']}
      data-initials={initials(person.name)}
      style={{ inlineSize: size, blockSize: size, backgroundColor: person.color }}
    >
      <span className="visually-hidden">{person.name}</span>
    </span>
  )
}

/** A row of people, the rest as a number. */
export function Avatars({ people, max = 4 }: { people: readonly Person[]; max?: number }) {
  const rest = people.length - max
  return (
    <span className={cx(css['row'])}>
      {people.slice(0, max).map((person) => (
        <Avatar key={person.id} person={person} />
      ))}
      {rest > 0 && <span className={css['rest']}>+{rest}</span>}
    </span>
  )
}

/** "Mina Rahimi" → "MR"; one letter for one word, in any script. */
function initials(name: string): string {
  const words = name.split(/\s+/u).filter(Boolean)
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : [words.at(0)]
  return ends
    .map((word) => firstLetter(word ?? '?'))
    .join('')
    .toLocaleUpperCase()
}

function firstLetter(word: string): string {
  for (const { segment } of new Intl.Segmenter().segment(word)) return segment
  return ''
}
