import type { DateValue } from '../../dates/date-value.ts'
import type { ListItem } from '../../field-spec.ts'
import { GAZETTEER } from '../gazetteer.ts'
import type { Proposal } from '../proposal.ts'

/** Capitals and a leading article tell no two facts apart. */
export const plainNote = (note: string): string =>
  note
    .toLowerCase()
    .replace(/^(\p{L}+ )the /u, '$1')
    .trim()

/** A proposal as the corpus notes it down (corpus-text.ts). A person with roles has a note for each. */
export function notesOf(proposal: Proposal, all: readonly Proposal[]): string[] {
  const { type, label, fields } = proposal
  const text = (key: string) => textOf(fields[key])
  const nameOf = (id: unknown) => {
    const other = all.find((one) => one.id === id)
    return other && (textOf(other.fields['name']) ?? other.label)
  }
  const notes = ((): string[] => {
    switch (type) {
      case 'date':
      case 'meeting':
      case 'round':
        return [`${type} ${days(fields['date'] ?? fields['dates']) ?? label}`]
      case 'agreement': {
        const name = text('name') ?? ''
        const what = /\p{Lu}/u.test(name.slice(1)) ? name : text('kind')
        return [
          `agreement ${what} ${days(fields['signedOn']) ?? '-'} ${nameOf(fields['place']) ?? '-'}`,
        ]
      }
      case 'mechanism':
        return [`mechanism ${text('name')} ${text('status') ?? '-'}`]
      case 'issue':
        return [`issue ${text('title')}`]
      case 'person': {
        const roles = (fields['roles'] ?? []) as readonly ListItem[]
        const role = (item: ListItem) =>
          `role ${text('name')}: ${textOf(item['title']) ?? ''} / ${usual(textOf(item['organisation']) ?? '')}`
        return [`person ${text('name')}`, ...roles.map(role)]
      }
      case 'statement': {
        const who = proposal.source
          ? `?${proposal.source.descriptor}`
          : (nameOf(fields['speaker']) ?? text('roleAtTime') ?? '-')
        const words = (text('words') ?? '').split(/\s+/u).slice(0, 4).join(' ')
        return [`statement ${text('kind')} ${who}: ${words.replace(/[.,;:]+$/u, '')}`]
      }
      case 'party':
      case 'mediator':
      case 'place':
      case 'figure':
        return [`${type} ${text('name') ?? label}`]
      default:
        return type satisfies never
    }
  })()
  return notes.map(plainNote)
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined

function days(value: unknown): string | undefined {
  const date = value as DateValue | undefined
  return date && `${date.start}${date.end ? `/${date.end}` : ''}`
}

/** "Türkiye" and "ترکیه" are noted by the name that heads their line in the gazetteer. */
const usual = (name: string): string =>
  GAZETTEER.find((one) => one.names.includes(name) || one.shorts.includes(name))?.key ?? name
