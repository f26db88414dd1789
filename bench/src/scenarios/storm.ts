import { Helper } from '../processes/helper.ts'
import type { StormCommands } from '../processes/storm.ts'
import { prepareRoom } from './prepare-room.ts'
import { eachTarget, type Scenario } from './scenario.ts'

const HANDS = 30
const EVERY_MS = 100

export const storm: Scenario = {
  id: 'storm',
  title: 'Convergence after a storm',
  note: 'Thirty people type ten letters a second anywhere in one paragraph and lose the line again and again; then all come back. How long until all documents are equal, and whether every letter is there just once.',
  columns: [
    { key: 'typed', head: 'letters typed' },
    { key: 'ms', head: 'until equal, ms' },
    { key: 'different', head: 'screens that differ' },
    { key: 'lost', head: 'lost' },
    { key: 'doubled', head: 'doubled' },
  ],
  run: (context) =>
    eachTarget(
      { ...context, targets: context.targets.filter(({ hasDocuments }) => hasDocuments) },
      async (target) => {
        const running = await target.start()
        const helper = new Helper<StormCommands>('storm.ts')
        try {
          const [room = ''] = await running.newRooms(1)
          const { texts, base } = await prepareRoom(target, running, room, 1)
          const seats = Array.from({ length: HANDS }, (_, person) => running.seat(room, person))
          const [text] = texts
          if (!text) throw new Error('There is no paragraph.')
          const forMs = context.quick ? 3_000 : 8_000
          const storm = { seats, base, text, forMs, everyMs: EVERY_MS, seed: 11 }
          return { server: target.id, ...(await helper.ask('rage', storm)) }
        } finally {
          helper.stop()
          await running.stop()
        }
      },
    ),
}
