import { findNames, type NameHit } from './find-names.ts'

/** A role as the copy gives it: "special envoy" of "the United Nations". */
export interface Role {
  readonly title: string
  readonly organisation?: string
}

const MINISTERS =
  '[Pp]rime|[Ff]oreign|[Dd]efen[cs]e|[Ii]nterior|[Ff]inance|[Ii]nformation|[Ee]conomy|[Ee]nergy|[Jj]ustice'

/** The noun that makes a phrase a role, as a pattern without groups. */
export const ROLE_HEAD: string = String.raw`(?:(?:[Dd]eputy\s+|[Vv]ice\s+)?(?:[Pp]resident|(?:(?:${MINISTERS})\s+)?[Mm]inister)|[Ss]pokes(?:man|woman|person)|[Ss]ecretary(?:[- ][Gg]eneral|\s+of\s+[Ss]tate)?|[Gg]eneral\s+[Ss]ecretary|[Aa]mbassador|[Ee]nvoy|[Nn]egotiator|[Mm]ediator|[Cc]hair(?:man|woman|person)?|[Ll]eader|[Hh]ead|[Cc]hief|[Cc]ommander|[Gg]overnor|[Mm]ayor|[Kk]ing|[Qq]ueen|[Ee]mir|[Cc]hancellor|[Pp]remier|[Aa]dvis[eo]r|[Aa]ide|[Cc]oordinator|[Rr]epresentative|[Dd]irector|[Dd]elegate|[Ll]awmaker|[Ss]enator|[Hh]istorian|[Pp]rofessor|[Aa]nalyst|[Rr]esearcher|[Ll]awyer|[Cc]oach|[Jj]udge|[Bb]ishop|[Aa]rchbishop|[Pp]ope|[Oo]fficial|[Mm]ember|[Aa]ctivist|[Jj]ournalist|[Ee]conomist|[Ee]xpert|[Ss]cholar|[Oo]fficer|[Cc]olonel|[Cc]aptain|(?:[Ll]t\.?\s+|[Mm]aj\.?\s+|[Bb]rig\.?\s+)?[Gg]en(?:eral|\.)|(?:[Ll]t\.?\s+)?[Cc]ol\.|[Mm]aj(?:or|\.))`

const SPLIT = new RegExp(
  String.raw`^(?<pre>(?:[^\s,]+\s+){0,6}?)(?<head>${ROLE_HEAD})(?<post>\s+(?:of|for|to|at|in)\s+.+)?$`,
  'u',
)
/** Of these the whole phrase is the title: "head of the delegation". */
const WHOLE = /^(?:head|chief|director|coordinator)$/iu
const BODY =
  /^(?:government|army|military|navy|police|opposition|rebel|party|parliament|ministry|junta|presidency)$/iu
const MODIFIER =
  /^(?:special|chief|senior|deputy|acting|interim|former|outgoing|national|permanent|top|lead|main|army|military|government|security|political|foreign|veteran|newly|the|a|an|its|their|his|her)$/iu

/**
 * Reads "the UN special envoy for Yemen" as a title and an organisation: an organisation stands
 * before the noun or after "of" or "for". @returns undefined for words that are no role
 */
export function readRole(phrase: string): Role | undefined {
  const bare = phrase.trim().replace(/^(?:the|an?|its|their|his|her)\s+/iu, '')
  const groups = SPLIT.exec(bare)?.groups
  const head = groups?.['head']
  if (!groups || head === undefined) return undefined
  const [owner, modifiers] = splitBefore(groups['pre'] ?? '')
  if (owner === null) return undefined
  const post = (groups['post'] ?? '').trim()
  const title = [modifiers, head].filter(Boolean).join(' ')
  if (!post) return role(title, owner)
  if (owner !== undefined || WHOLE.test(head) || !/^(?:of|for|at)\s/u.test(post)) {
    return role(`${title} ${post}`, owner)
  }
  return role(title, usualName(post.replace(/^\S+\s+(?:the\s+)?/u, '')))
}

const role = (title: string, organisation: string | undefined): Role => ({
  title: title.slice(0, 200),
  ...(organisation && { organisation: organisation.slice(0, 200) }),
})

/** @returns who stands before the noun and what is left; null when these are no words of a role */
function splitBefore(before: string): [string | undefined | null, string] {
  const words = before.trim()
  if (!words) return [undefined, '']
  const [hit] = findNames(words)
  if (hit && hit.start === 0) {
    return rest(
      nameOf(hit),
      words
        .slice(hit.end)
        .replace(/^['’]s?/u, '')
        .trim(),
    )
  }
  const owner = /^(.+?)['’]s?\s+(.*)$/u.exec(`${words} `)
  if (owner) return rest(owner[1], (owner[2] ?? '').trim())
  const list = words.split(/\s+/u)
  if (list.length === 1 && BODY.test(words)) return [words, '']
  const capitals = list.findIndex((word) => !/^\p{Lu}/u.test(word) || MODIFIER.test(word))
  const count = capitals < 0 ? list.length : capitals
  const name = list.slice(0, count).join(' ')
  return rest(name || undefined, list.slice(count).join(' '))
}

function rest(owner: string | undefined, modifiers: string): [string | undefined | null, string] {
  const isPlain = modifiers.split(/\s+/u).every((word) => /^[\p{L}-]*$/u.test(word))
  return isPlain && modifiers.split(/\s+/u).length <= 3 ? [owner, modifiers] : [null, '']
}

const nameOf = (hit: NameHit): string =>
  hit.as === 'demonym'
    ? hit.entity.key.replace(/^city:/u, '')
    : hit.as === 'short'
      ? (hit.entity.names[0] ?? hit.text)
      : hit.text

/** The whole of it in the gazetteer: its full name. */
function usualName(words: string): string {
  const [hit, more] = findNames(words)
  return hit && !more && hit.start === 0 && hit.end === words.length ? nameOf(hit) : words
}
