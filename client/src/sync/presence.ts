import type { Awareness } from 'y-protocols/awareness'
import { z } from 'zod'
import { Cell, type Snapshots } from './snapshots.ts'

/** Somebody who has the story open: one entry per tab or device of theirs. */
export interface Presence {
  readonly clientId: number
  readonly user: { readonly id: string; readonly name: string; readonly color: string }
  /** Where they are: a text field's name, or `fact:<id>.<key>`; null when nowhere in particular. */
  readonly field: string | null
  readonly isSelf: boolean
}

/** The server stamps `user`; the rest a peer may have written in any shape. */
const stateSchema = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    color: z.string().regex(/^#[0-9a-f]{6}$/i),
  }),
  field: z.string().max(200).nullish(),
})

/**
 * Who is in the story, by name. A new list only when somebody came, went or changed fields: carets
 * move many times a second and must neither be read through nor redraw avatars.
 */
export function peopleIn(awareness: Awareness): Snapshots<readonly Presence[]> {
  const people = new Cell<readonly Presence[]>([])
  const prints = new Map<number, string>()
  const read = () => {
    const next: Presence[] = []
    prints.clear()
    for (const [clientId, state] of awareness.getStates()) {
      prints.set(clientId, printOf(state))
      const { data } = stateSchema.safeParse(state)
      if (!data) continue
      const isSelf = clientId === awareness.clientID
      next.push({ clientId, user: data.user, field: data.field ?? null, isSelf })
    }
    next.sort((a, b) => a.user.name.localeCompare(b.user.name) || a.clientId - b.clientId)
    people.set(next)
  }
  read()
  const isNews = (clientId: number) =>
    prints.get(clientId) !== printOf(awareness.getStates().get(clientId))
  awareness.on('change', ({ added, updated, removed }: Change) => {
    if (removed.length > 0 || [...added, ...updated].some(isNews)) read()
  })
  return people
}

interface Change {
  readonly added: readonly number[]
  readonly updated: readonly number[]
  readonly removed: readonly number[]
}

/** What the list is made of: everything but where exactly the caret is. */
function printOf(state: { readonly [key: string]: unknown } | undefined): string {
  return JSON.stringify([state?.['user'], state?.['field']])
}
