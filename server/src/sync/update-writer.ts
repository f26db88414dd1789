import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { Decoded, Struct } from './guard.ts'

type Deletions = Decoded['ds']

/** One V1 update in the making: runs of items that follow each other, one run a client. */
export class UpdateWriter {
  readonly #runs = new Map<number, { clock: number; count: number; encoder: Y.UpdateEncoderV1 }>()
  /** Bytes of the items so far. */
  size = 0

  /**
   * @param struct the next of its client: what lies between two would seem to be missing
   * @param from how much of it is left out
   */
  add(struct: Struct, from = 0): void {
    const { client } = struct.id
    const clock = struct.id.clock + from
    const run = this.#runs.get(client) ?? { clock, count: 0, encoder: new Y.UpdateEncoderV1() }
    this.#runs.set(client, run)
    const before = encoding.length(run.encoder.restEncoder)
    struct.write(run.encoder, from)
    run.count += 1
    this.size += encoding.length(run.encoder.restEncoder) - before
  }

  /** @param deletions what it deletes, sorted and merged by Yjs; default: nothing */
  encode(deletions?: Deletions): Uint8Array {
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, this.#runs.size)
      // Highest client id first, as Yjs writes and as merging expects it.
      for (const [client, run] of [...this.#runs].toSorted(([a], [b]) => b - a)) {
        encoding.writeVarUint(encoder, run.count)
        encoding.writeVarUint(encoder, client)
        encoding.writeVarUint(encoder, run.clock)
        encoding.writeUint8Array(encoder, encoding.toUint8Array(run.encoder.restEncoder))
      }
      writeDeletions(encoder, deletions?.clients ?? new Map())
    })
  }
}

function writeDeletions(encoder: encoding.Encoder, clients: Deletions['clients']): void {
  encoding.writeVarUint(encoder, clients.size)
  for (const [client, ranges] of [...clients].toSorted(([a], [b]) => b - a)) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, ranges.length)
    for (const { clock, len } of ranges) {
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarUint(encoder, len)
    }
  }
}
