import * as Y from 'yjs'
import type { FieldSpec, FieldValue } from './field-spec.ts'
import { TEXT_LIMIT } from './field-spec.ts'
import { clip, wellFormed } from './safe-text.ts'
import { textDifference } from './text-difference.ts'

/** Told of each single value that was written, by its path in the fact (see `Rivals`). */
export type Note = (path: string, value: FieldValue | undefined) => void

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
  note?: Note,
  path: string = key,
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
        note && ((row, cell, next) => note(`${path}.${row}.${cell}`, next)),
      )
    case 'text':
    case 'url':
    case 'number':
    case 'date':
    case 'choice':
    case 'ref':
      return writePlain(
        fields,
        key,
        typeof value === 'string' && spec.kind === 'text' ? clip(value, TEXT_LIMIT) : value,
        note && ((next) => note(path, next)),
      )
    default:
      return spec satisfies never
  }
}

function writePlain(
  fields: Y.Map<unknown>,
  key: string,
  value: FieldValue | undefined,
  note?: (value: FieldValue | undefined) => void,
): void {
  if (value === undefined || value === '') {
    if (!fields.has(key)) return
    fields.delete(key)
    note?.(undefined)
  } else if (setIfOther(fields, key, value)) note?.(value)
}

/**
 * Sets a plain value unless it is there already, so that saving an untouched form is no edit. Takes
 * a copy: Yjs keeps the very object it is given.
 *
 * @returns whether it was another
 */
export function setIfOther(map: Y.Map<unknown>, key: string, value: unknown): boolean {
  const json = JSON.stringify(value, (_, part: unknown) => {
    return typeof part === 'string' ? wellFormed(part) : part
  })
  if (JSON.stringify(map.get(key)) === json) return false
  map.set(key, JSON.parse(json))
  return true
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
  note?: (row: string, cell: string, value: FieldValue | undefined) => void,
): void {
  for (const id of list.keys()) if (!items.some((item) => item['id'] === id)) list.delete(id)
  for (const [order, item] of items.entries()) {
    const id = String(item['id'])
    const isNew = !(list.get(id) instanceof Y.Map)
    const row = mapAt(list, id)
    if (isNew) makeContainers(row, specs)
    setIfOther(row, 'order', order)
    for (const [key, spec] of Object.entries(specs)) {
      const told = isNew ? undefined : note
      writeField(
        row,
        key,
        spec,
        item[key] as FieldValue | undefined,
        told && ((_, value) => told(id, key, value)),
      )
    }
  }
}
