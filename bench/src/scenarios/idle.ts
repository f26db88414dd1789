import { cpuOf, residentOf, wait, within } from '../measure.ts'
import { Helper } from '../processes/helper.ts'
import type { LoadCommands } from '../processes/load.ts'
import { newClientId, prepareRoom } from './prepare-room.ts'
import { eachTarget, type Scenario } from './scenario.ts'

const ROOMS = 100
const EACH = 20
const CONNECT_MS = 90_000
const KB = 1024

export const idle: Scenario = {
  id: 'idle',
  title: '2,000 idle connections',
  note: '2,000 people have 100 stories open and do nothing but say every 15 s that they are there. Memory is what the process holds more than before they came, after a collection, by connection; resident memory may fall meanwhile, when the process gives back what it took to start.',
  columns: [
    { key: 'heapKb', head: 'heap and buffers, kB a connection', digits: 1 },
    { key: 'rssKb', head: 'resident, kB a connection', digits: 1 },
    { key: 'emptyMb', head: 'resident before, MB' },
    { key: 'cpu', head: 'server cores', digits: 3 },
  ],
  run: (context) =>
    eachTarget(context, async (target) => {
      const running = await target.start()
      const load = new Helper<LoadCommands>('load.ts')
      try {
        const rooms = await running.newRooms(ROOMS)
        for (const room of rooms) await prepareRoom(target, running, room, 1)
        const before = await running.memory()
        const emptyRss = residentOf(running.pid)
        const seats = rooms.flatMap((room, place) =>
          Array.from({ length: EACH }, (_, person) => ({
            ...running.seat(room, place * EACH + person),
            client: newClientId(),
            text: null,
          })),
        )
        await within(CONNECT_MS, 'connecting', load.ask('connect', { seats, atOnce: 40 }))
        const cpu = cpuOf(running.pid)
        const start = performance.now()
        await wait(context.quick ? 5_000 : 16_000)
        const used = (cpuOf(running.pid) - cpu) / (performance.now() - start)
        const after = await running.memory()
        const held = after.heapUsed + after.external - before.heapUsed - before.external
        return {
          server: target.id,
          connections: seats.length,
          heapKb: held / seats.length / KB,
          rssKb: (residentOf(running.pid) - emptyRss) / seats.length / KB,
          emptyMb: emptyRss / KB / KB,
          cpu: used,
        }
      } finally {
        load.stop()
        await running.stop()
      }
    }),
}
