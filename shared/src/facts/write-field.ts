import * as Y from 'yjs'
import type { FieldSpec, FieldValue } from './field-spec.ts'
import { TEXT_LIMIT } from './field-spec.ts'
import { clip, wellFormed } from './safe-text.ts'
import { textDifference } from './text-difference.ts'

type Specs = Readonly<Record<string, FieldSpec>>

/**
 * Makes the shared types of a fresh fact's (or list item's) fields, empty. Were they made by the
 * first who writes there, two people who begin at once would each make one, and Yjs keeps one of
 * two: the other's words would be gone (rule F2).
 */
export function makeContainers(fields: Y.Map<unknown>, specs: Specs): void {
  for (const [key, spec] of Object.entries(specs)) {
    if (spec.kind === 'prose') fields.set(key, new Y.Text())
    if (spec.kind === 'refs' || spec.kind === 'list') fields.set(key, new Y.Map())
  }
}

/** Writes one field, changing no more than what differs; `undefined` or '' empties it. */
export function writeField(
  fields: Y.Map<unknown>,
  key: string,
  spec: FieldSpec,
  value: FieldValue | undefined,
): void {
  switch (spec.kind) {
    case 'prose':
      return writeText(fields, key, typeof value === 'string' ? wellFormed(value) : '')
    case 'refs':
      return writeRefs(mapAt(fields, key), (value ?? []) as readonly string[])
    case 'list':
      return writeList(
        mapAt(fields, key),
        spec.item,
        (value ?? []) as readonly Record<string, unknown>[],
      )
    case 'text':
    case 'url':
    case 'number':
    case 'date':
    case 'choice':
    case 'ref':
      if (value === undefined || value === '') return fields.delete(key)
      return setIfOther(
        fields,
        key,
        typeof value === 'string' && spec.kind === 'text' ? clip(value, TEXT_LIMIT) : value,
      )
    default:
      return spec satisfies never
  }
}

/**
 * Sets a plain value unless it is there already, so that saving an untouched form is no edit. Takes
 * a copy: Yjs keeps the very object it is given.
 */
export function setIfOther(map: Y.Map<unknown>, key: string, value: unknown): void {
  const json = JSON.stringify(value, (_, part: unknown) => {
    return typeof part === 'string' ? wellFormed(part) : part
  })
  if (JSON.stringify(map.get(key)) !== json) map.set(key, JSON.parse(json))
}

/** The Y.Map under a key; made when a peer left something else there. */
export function mapAt(map: Y.Map<unknown>, key: string): Y.Map<unknown> {
  const had = map.get(key)
  return had instanceof Y.Map ? (had as Y.Map<unknown>) : map.set(key, new Y.Map<unknown>())
}

/** Replaces only the span that differs, so that two writers of one text keep both their words. */
function writeText(fields: Y.Map<unknown>, key: string, next: string): void {
  const had = fields.get(key)
  const text = had instanceof Y.Text ? had : fields.set(key, new Y.Text())
  const { at, remove, insert } = textDifference(text.toJSON(), next)
  if (remove > 0) text.delete(at, remove)
  if (insert) text.insert(at, insert)
}

function writeRefs(refs: Y.Map<unknown>, ids: readonly string[]): void {
  const wanted = [...new Set(ids)]
  for (const id of refs.keys()) if (!wanted.includes(id)) refs.delete(id)
  for (const [order, id] of wanted.entries()) setIfOther(refs, id, order)
}

function writeList(
  list: Y.Map<unknown>,
  specs: Specs,
  items: readonly Record<string, unknown>[],
): void {
  for (const id of list.keys()) if (!items.some((item) => item['id'] === id)) list.delete(id)
  for (const [order, item] of items.entries()) {
    const id = String(item['id'])
    const isNew = !(list.get(id) instanceof Y.Map)
    const row = mapAt(list, id)
    if (isNew) makeContainers(row, specs)
    setIfOther(row, 'order', order)
    for (const [key, spec] of Object.entries(specs)) {
      writeField(row, key, spec, item[key] as FieldValue | undefined)
    }
  }
}
