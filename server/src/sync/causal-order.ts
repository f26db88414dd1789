import type { Struct } from './guard.ts'
import { references } from './references.ts'

/**
 * Each item after those it hangs on, as far as they are among these.
 *
 * @param byClient those of each client, by their clocks
 */
export function* inCausalOrder(
  byClient: ReadonlyMap<number, readonly Struct[]>,
): Generator<Struct> {
  const queues = new Map<number, { structs: readonly Struct[]; next: number }>()
  for (const [client, structs] of byClient) queues.set(client, { structs, next: 0 })
  /** A client whose next item has to come first; undefined when nothing has. */
  const awaited = (struct: Struct): number | undefined => {
    for (const { client, clock } of references(struct)) {
      const queue = queues.get(client)
      const next = queue?.structs[queue.next]
      if (client !== struct.id.client && next && next.id.clock <= clock) return client
    }
    return undefined
  }
  for (const first of queues.keys()) {
    const waiting = [first]
    for (let client = waiting.at(-1); client !== undefined; client = waiting.at(-1)) {
      const queue = queues.get(client)
      const struct = queue?.structs[queue.next]
      const before = struct && awaited(struct)
      if (!queue || !struct) {
        waiting.pop()
      } else if (before === undefined || waiting.includes(before)) {
        queue.next += 1
        yield struct
        if (waiting.length > 1) waiting.pop() // look again whether that was enough
      } else {
        waiting.push(before)
      }
    }
  }
}
