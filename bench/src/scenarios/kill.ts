import * as Y from 'yjs'
import { DocClient } from '../load/doc-client.ts'
import { wait, within } from '../measure.ts'
import { Helper } from '../processes/helper.ts'
import type { LoadCommands } from '../processes/load.ts'
import type { ProbeCommands } from '../processes/probe.ts'
import type { Target } from '../servers/target.ts'
import { newClientId, prepareRoom } from './prepare-room.ts'
import { eachTarget, type Row, type Scenario } from './scenario.ts'

const EDITORS = 50
const LETTER_MS = 200
/** When it is killed, after the first letter; peers store after 2 s of quiet, 10 s at most. */
const KILLS_MS = [3_700, 8_300, 13_900]

export const kill: Scenario = {
  id: 'kill',
  title: 'SIGKILL while fifty type',
  note: 'The server is killed and started again on its data. Lost is what stood on another screen and is not in the story that the new process serves to somebody who joins; clients that were there do not come back to bring it again.',
  columns: [
    { key: 'kills', head: 'kills' },
    { key: 'seen', head: 'letters others had seen' },
    { key: 'lost', head: 'lost' },
    { key: 'share', head: 'lost, %', digits: 1 },
  ],
  run: (context) =>
    eachTarget(
      { ...context, targets: context.targets.filter(({ hasDocuments }) => hasDocuments) },
      async (target) => {
        const kills = context.quick ? KILLS_MS.slice(0, 1) : KILLS_MS
        let [seen, lost] = [0, 0]
        for (const after of kills) {
          const once = await killOnce(target, after)
          seen += once.seen
          lost += once.lost
        }
        const row: Row = { server: target.id, kills: kills.length, seen, lost }
        return { ...row, share: (lost / seen) * 100 }
      },
    ),
}

async function killOnce(target: Target, afterMs: number): Promise<{ seen: number; lost: number }> {
  const running = await target.start()
  const load = new Helper<LoadCommands>('load.ts')
  const probe = new Helper<ProbeCommands>('probe.ts')
  try {
    const [room = ''] = await running.newRooms(1)
    const { texts, base } = await prepareRoom(target, running, room, EDITORS)
    const readers = [running.seat(room, EDITORS)]
    await probe.ask('connect', { readers, writers: [], base: [base] })
    const seats = texts.map((text, person) => ({
      ...running.seat(room, person),
      client: newClientId(),
      text,
    }))
    await load.ask('connect', { seats, atOnce: 20 })
    await load.ask('type', { everyMs: LETTER_MS })
    await wait(afterMs)
    await running.kill()
    await load.ask('leave')
    const [before = new Map<number, number>()] = await probe.ask('seen')
    await probe.ask('leave')
    await running.startAgain()
    const client = new DocClient(running.seat(room, 0))
    await within(30_000, 'joining again', client.synced)
    let [seen, lost] = [0, 0]
    for (const seat of seats) {
      const was = before.get(seat.client) ?? 0
      seen += was
      lost += Math.max(0, was - Y.getState(client.doc.store, seat.client))
    }
    client.close()
    return { seen, lost }
  } finally {
    load.stop()
    probe.stop()
    await running.stop()
  }
}
