import * as Y from 'yjs'
import { DocClient } from '../load/doc-client.ts'
import { longHistory, type History } from '../load/long-history.ts'
import { wireOf } from '../load/seat.ts'
import { cpuOf, percentile, wait, within } from '../measure.ts'
import type { Running, Target } from '../servers/target.ts'
import { eachTarget, type Row, type Scenario } from './scenario.ts'

const EDITS = 200_000
const QUICK_EDITS = 20_000
/** Edits a second while it is written. */
const PACE = 10_000
const TURN_MS = 10
const WRITTEN_MS = 240_000

export const coldOpen: Scenario = {
  id: 'cold-open',
  title: 'Cold open of a story with 200,000 edits',
  note: 'Twenty people’s letters, each an update of its own, are sent at 10,000 a second. Then the server is stopped and started, and somebody opens the story: from connecting to having all of it, compared word by word. What Yjs takes in the one who opens, of the same bytes from memory, is beside it: no server can go below. The server’s CPU is of that time alone: ours sends what lies on disk and reads the document itself within the next second, which the second one who opens then meets. Median of several starts.',
  columns: [
    { key: 'ms', head: 'open ms' },
    { key: 'cpuMs', head: 'server CPU ms' },
    { key: 'againMs', head: 'second one, ms' },
    { key: 'takeInMs', head: 'Yjs alone, ms' },
    { key: 'kb', head: 'sent kB' },
    { key: 'startMs', head: 'start of the server, ms' },
    { key: 'state', head: 'story' },
  ],
  run(context) {
    const history = longHistory(context.quick ? QUICK_EDITS : EDITS)
    const targets = context.targets.filter(({ hasDocuments }) => hasDocuments)
    return eachTarget({ ...context, targets }, (target) =>
      openCold(target, history, context.quick ? 2 : 5),
    )
  },
}

async function openCold(target: Target, history: History, times: number): Promise<Row> {
  const running = await target.start()
  try {
    const [room = ''] = await running.newRooms(1)
    await write(running, room, history)
    const opens: {
      ms: number
      cpuMs: number
      kb: number
      againMs: number
      takeInMs: number
      startMs: number
    }[] = []
    for (let time = 0; time < times; time += 1) {
      await running.stopOnly()
      const stopped = performance.now()
      await running.startAgain()
      const startMs = performance.now() - stopped
      await wait(1_500)
      const cpu = cpuOf(running.pid)
      const first = await open(running, room, history)
      if (!first) return { server: target.id, state: 'gone with the process' }
      const cpuMs = cpuOf(running.pid) - cpu
      const again = await open(running, room, history)
      const takeInMs = takeIn(history)
      opens.push({ ...first, cpuMs, againMs: again?.ms ?? Number.NaN, takeInMs, startMs })
    }
    const median = (key: keyof (typeof opens)[number]) =>
      percentile(
        opens.map((open) => open[key]),
        0.5,
      )
    return {
      server: target.id,
      edits: history.updates.length,
      ms: median('ms'),
      cpuMs: median('cpuMs'),
      againMs: median('againMs'),
      takeInMs: median('takeInMs'),
      kb: median('kb'),
      startMs: median('startMs'),
      state: 'whole',
    }
  } finally {
    await running.stop()
  }
}

/** Sends every edit, one message each, and waits until somebody else has seen them all. */
async function write(running: Running, room: string, { updates, doc }: History): Promise<void> {
  const seat = running.seat(room, 0)
  const wire = wireOf(seat)
  const sender = new DocClient(seat)
  await sender.synced
  const start = performance.now()
  let next = 0
  while (next < updates.length) {
    const due = Math.min(updates.length, Math.floor(((performance.now() - start) / 1000) * PACE))
    if (due > next) sender.socket.send(...updates.slice(next, due).map(wire.update))
    next = Math.max(next, due)
    await wait(TURN_MS)
  }
  const reader = new DocClient(running.seat(room, 1))
  const all = new Promise<void>((resolve) => {
    reader.onApplied = () => {
      if (hasAll(reader.doc, doc)) resolve()
    }
  })
  await within(WRITTEN_MS, 'writing the story', all)
  reader.close()
  sender.close()
}

/** @returns null when the story is not there */
async function open(running: Running, room: string, { doc }: History) {
  const start = performance.now()
  const client = new DocClient(running.seat(room, 2))
  await within(60_000, 'opening', client.synced)
  // Large ones may come in pieces.
  while (!hasAll(client.doc, doc)) {
    if (client.doc.store.clients.size === 0 || performance.now() - start > 60_000) return null
    await wait(1)
  }
  const ms = performance.now() - start
  const isEqual = bodyOf(client.doc).includes(bodyOf(doc))
  const kb = client.socket.bytesIn / 1024
  client.close()
  if (!isEqual) throw new Error('The story that was opened is not the one that was written.')
  return { ms, kb }
}

/** So long it takes to take all of it in at once, as a client does that tells of what it took; ms. */
function takeIn({ doc }: History): number {
  const update = Y.encodeStateAsUpdate(doc)
  const start = performance.now()
  const taken = new Y.Doc()
  taken.on('update', () => {})
  Y.applyUpdate(taken, update)
  return performance.now() - start
}

/** Its paragraphs one after the other; a story that the server seeded has one more around them. */
const bodyOf = (doc: Y.Doc): string =>
  (doc.getXmlFragment('body').toArray() as Y.XmlElement[])
    .map((paragraph) => paragraph.toJSON())
    .join('')

function hasAll(doc: Y.Doc, wanted: Y.Doc): boolean {
  for (const client of wanted.store.clients.keys()) {
    if (Y.getState(doc.store, client) < Y.getState(wanted.store, client)) return false
  }
  return true
}
