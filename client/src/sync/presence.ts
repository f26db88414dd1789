import type { Awareness } from 'y-protocols/awareness'
import { z } from 'zod'
import type { Snapshots } from './snapshots.ts'

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
 * move many times a second and must not redraw avatars.
 */
export function peopleIn(awareness: Awareness): Snapshots<readonly Presence[]> {
  let known: readonly Presence[] = []
  let print = ''
  const list = () => {
    const next = [...awareness.getStates()]
      .flatMap(([clientId, state]) => {
        const read = stateSchema.safeParse(state)
        if (!read.success) return []
        const { user, field } = read.data
        return [{ clientId, user, field: field ?? null, isSelf: clientId === awareness.clientID }]
      })
      .toSorted((a, b) => a.user.name.localeCompare(b.user.name) || a.clientId - b.clientId)
    const nextPrint = JSON.stringify(next)
    if (nextPrint !== print) {
      known = next
      print = nextPrint
    }
    return known
  }
  return {
    list,
    subscribe(onChange) {
      const check = () => {
        const before = known
        if (list() !== before) onChange()
      }
      awareness.on('change', check)
      return () => awareness.off('change', check)
    },
  }
}
