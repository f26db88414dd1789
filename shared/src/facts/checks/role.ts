import { perRoot } from '../../story/per-root.ts'
import type { DateValue } from '../dates/date-value.ts'
import type { ListItem } from '../field-spec.ts'
import type { CheckWorld, Spotted } from './finding.ts'
import { factsOfType, rowsOf, textOf } from './known-facts.ts'
import type { Reading } from './reading.ts'
import { showDays } from './show-days.ts'

/** Titles that say one thing. "Official", "leader" and "member" may be said of many. */
const HEADS =
  'spokesman|spokeswoman|spokesperson|minister|ambassador|envoy|governor|president|negotiator|mayor|secretary|commander|chairman|chairwoman|director'
const TITLE = String.raw`(?:(?:foreign|defen[cs]e|interior|prime|deputy|vice|chief|lead|special|finance|press|secretary|general)\s+){0,3}(?:${HEADS})`
const HEAD = new RegExp(`(?:${HEADS})$`, 'iu')
const BESIDE = {
  before: new RegExp(`(?<![\\p{L}-])(${TITLE})(?:,)?\\s+$`, 'iu'),
  behind: new RegExp(
    `^,\\s+(?:(?:the|a|an|its|their|his|her)\\s+)?(?:[\\p{Lu}][\\p{L}]*(?:['’]s?)?\\s+){0,2}(${TITLE})(?![\\p{L}-])`,
    'u',
  ),
}
const NOT_NOW =
  /\b(?:former|ex|then|acting|late|new|future|incoming|outgoing|onetime)[\s-]+(?:\p{L}+\s+)?$/iu

interface Role {
  readonly title: string
  /** The day it ended, YYYY-MM-DD. */
  readonly until: string | undefined
}

interface Person {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
}

const personsOf = perRoot((world: CheckWorld): readonly Person[] =>
  factsOfType(world, 'person').flatMap((fact) => {
    const name = textOf(fact, 'name')
    const roles = rowsOf(fact, 'roles').flatMap(roleOf)
    return name && roles.length > 0 ? [{ id: fact.id, name, roles }] : []
  }),
)

function roleOf({ title, to }: ListItem): Role[] {
  if (typeof title !== 'string') return []
  return [{ title, until: (to as DateValue | undefined)?.start.slice(0, 10) }]
}

/** [K8] "Spokesman" beside a person who, as the facts know, is something else, or no longer is it. */
export function role(reading: Reading): readonly Spotted[] {
  if (reading.world.language !== 'en') return []
  return personsOf(reading.world).flatMap((person) =>
    placesOf(reading, person).flatMap(([start, end]) => {
      const title = titleBeside(reading.text, start, end)
      return title ? judge(reading, person, title) : []
    }),
  )
}

function placesOf({ text, block }: Reading, { id, name }: Person): (readonly [number, number])[] {
  const places = block.mentions
    .filter((mention) => mention.factId === id && mention.field === 'name')
    .map(({ start, end }) => [start, end] as const)
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (!places.some(([start]) => start === at)) places.push([at, at + name.length])
  }
  return places
}

interface Title {
  readonly start: number
  readonly end: number
  readonly words: string
}

function titleBeside(text: string, start: number, end: number): Title | undefined {
  const from = Math.max(0, start - 60)
  const before = BESIDE.before.exec(text.slice(from, start))
  if (before?.[1]) {
    const at = from + before.index
    if (NOT_NOW.test(text.slice(Math.max(0, at - 24), at))) return undefined
    return { start: at, end: at + before[1].length, words: before[1] }
  }
  const behind = BESIDE.behind.exec(text.slice(end, end + 80))
  if (!behind?.[1]) return undefined
  const at = end + behind[0].length - behind[1].length
  if (NOT_NOW.test(text.slice(end, at))) return undefined
  return { start: at, end: at + behind[1].length, words: behind[1] }
}

function judge(reading: Reading, { id, name, roles }: Person, title: Title): Spotted[] {
  const { today } = reading.world
  const held = roles.filter((one) => fits(title.words, one.title))
  const isNow = ({ until }: Role) => (until ?? today) >= today
  if (held.some(isNow)) return []
  const [ended] = held.toSorted((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1))
  const now = roles.filter(isNow)
  const [only] = now
  const right = now.length === 1 ? only?.title : undefined
  const until = ended?.until
  // A role without a head we know ("press officer") cannot be held against another.
  if (!until && !now.every((one) => HEAD.test(one.title))) return []
  const { start, end, words } = title
  if (!reading.isPlain(start, end)) return []
  const common = { rule: 'role', severity: 'warning', start, end } as const
  const fix = right ? reading.replace(start, end, caseLike(words, right)) : {}
  if (until) {
    const params = { name, written: words, until: showDays({ start: until, end: until }) }
    return [
      { ...common, message: { key: 'role-ended', params }, subject: `${id} ${until}`, ...fix },
    ]
  }
  const known = roles.map((one) => one.title).join(', ')
  const params = { name, written: words, right: known }
  return [{ ...common, message: { key: 'role', params }, subject: `${id} ${known}`, ...fix }]
}

/** "Foreign minister" is a minister; a spokesperson is a spokesman or a spokeswoman. */
function fits(written: string, known: string): boolean {
  const [one, other] = [plain(written), plain(known)]
  if (one.includes(other) || other.includes(one)) return true
  const [a, b] = [one.split(' ').at(-1) ?? '', other.split(' ').at(-1) ?? '']
  const isNeutral = a === 'spokesperson' || b === 'spokesperson'
  return isNeutral && a.startsWith('spokes') && b.startsWith('spokes')
}

const plain = (title: string) => title.toLowerCase().replace('defence', 'defense').trim()

const caseLike = (words: string, title: string) =>
  /^\p{Lu}/u.test(words) ? title.charAt(0).toUpperCase() + title.slice(1) : title
