import { dateline } from '../servers/dateline.ts'
import { NODES, withoutNodes } from '../servers/nodes.ts'
import { QuietRoom } from './quiet.ts'
import { orFailure, type Row, type Scenario } from './scenario.ts'
import { measureTyping } from './typing.ts'

const LONE_LETTERS = 24
const EDITORS = 400
const NOTED = 20

export const nodes: Scenario = {
  id: 'nodes',
  title: 'Several nodes on PostgreSQL and Redis',
  note: 'PostgreSQL with `fsync` on and Redis, on the same disk and the same cores as the servers and the load. Where there are two nodes, a lone edit is typed at one and read at the other, and of the crowd every other one is at the other node. Beside them the one server with SQLite.',
  columns: [
    { key: 'what', head: 'what' },
    { key: 'p50', head: 'p50 ms', digits: 1 },
    { key: 'p95', head: 'p95 ms', digits: 1 },
    { key: 'p99', head: 'p99 ms', digits: 1 },
    { key: 'delivered', head: 'letters delivered / s' },
    { key: 'wrong', head: 'wrong' },
  ],
  async run({ quick, say }) {
    const why = withoutNodes()
    if (why !== undefined) {
      say(why)
      return []
    }
    await dateline.prepare()
    const rows: Row[] = []
    for (const target of [dateline, ...NODES]) {
      rows.push({ ...(await loneEdit(target, quick ? 4 : LONE_LETTERS)), what: 'a lone edit' })
      const plan = {
        rooms: 1,
        typists: EDITORS,
        watchers: 0,
        probed: 1,
        noted: NOTED,
        warmMs: 3_000,
        windowMs: quick ? 3_000 : 6_000,
      }
      const crowd = await orFailure(
        target,
        measureTyping(target, plan).then((result) => ({ ...result })),
        {},
      )
      rows.push({ ...crowd, what: `${EDITORS} editors in one story` })
      for (const row of rows.slice(-2)) say(JSON.stringify(row))
    }
    return rows
  },
}

async function loneEdit(target: Parameters<typeof QuietRoom.open>[0], turns: number): Promise<Row> {
  const room = await QuietRoom.open(target)
  try {
    for (let turn = 0; turn < turns; turn += 1) await room.type()
    return await room.result()
  } finally {
    await room.close()
  }
}
