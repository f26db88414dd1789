import { RawSocket } from './raw-socket.ts'
import type { ItemId } from './typist.ts'
import { Wire, type WireKind } from './wire.ts'

/** All that a client needs to take a place in a story, whatever the server. */
export interface Seat {
  readonly port: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly wire: WireKind
  readonly name: string
  /** Said on the socket, where the server wants it there. */
  readonly token: string
}

/** The seat of somebody who types into a text of their own, or who watches. */
export interface LoadSeat extends Seat {
  readonly client: number
  readonly text: ItemId | null
}

export const wireOf = ({ wire, name }: Seat): Wire => new Wire(wire, name)

export const openSocket = ({ port, path, headers }: Seat): RawSocket =>
  new RawSocket({ port, path, headers })

/** Does something for each, some at a time. */
export async function eachOf<T>(
  items: readonly T[],
  atOnce: number,
  act: (item: T, place: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const place = next++
      await act(items[place] as T, place)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
