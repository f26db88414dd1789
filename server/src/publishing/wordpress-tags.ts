import { ok, refused, type Answer } from './remote-target.ts'
import type { WordPressSite } from './wordpress-site.ts'

/**
 * Ids of these tags there; missing ones are made. A name is looked for first; where the search does
 * not find it (it compares entities) or somebody makes it meanwhile, WordPress says which it is.
 */
export async function tagIds(
  site: WordPressSite,
  names: readonly string[],
): Promise<Answer<readonly number[]>> {
  const ids: number[] = []
  for (const name of names) {
    const id = await tagId(site, name)
    if (id.kind !== 'ok') return id
    ids.push(id.value)
  }
  return ok(ids)
}

async function tagId(site: WordPressSite, name: string): Promise<Answer<number>> {
  const found = await findTag(site, name)
  if (found.kind !== 'ok') return found
  if (found.value !== undefined) return ok(found.value)
  const made = await site.write('/wp/v2/tags', { name }, ['term_exists'])
  // Making a tag twice is no harm: no reader sees it, so a lost answer is only a reason to wait.
  if (made.kind === 'lost') return { ...made, kind: 'busy' }
  if (made.kind !== 'ok') return made
  const { id, data } = (made.value.json ?? {}) as { id?: unknown; data?: { term_id?: unknown } }
  const known = id ?? data?.term_id
  if (typeof known === 'number') return ok(known)
  return refused(
    `WordPress did not make the tag “${name}”. Make it there, or take it off the story.`,
  )
}

async function findTag(site: WordPressSite, name: string): Promise<Answer<number | undefined>> {
  const answer = await site.read('/wp/v2/tags', {
    search: name,
    per_page: '100',
    _fields: 'id,name',
  })
  if (answer.kind !== 'ok') return answer
  const tags = Array.isArray(answer.value.json)
    ? (answer.value.json as readonly { id: number; name: string }[])
    : []
  const wanted = plainName(name)
  return ok(tags.find((tag) => plainName(tag.name) === wanted)?.id)
}

/** WordPress answers names with entities: `AT&amp;T`. */
const plainName = (name: string): string =>
  name
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .normalize('NFC')
    .toLowerCase()
