import process from 'node:process'
import { LoadClient } from '../load/load-client.ts'
import { eachOf, type LoadSeat } from '../load/seat.ts'
import { answer } from './answer.ts'

/** The crowd, in a process of its own. */
const RENEW_MS = 15_000
const clients: LoadClient[] = []
let typists: LoadClient[] = []
let timer: NodeJS.Timeout | null = null
let sent = 0
let closed = 0

async function connect({ seats, atOnce }: { seats: readonly LoadSeat[]; atOnce: number }) {
  await eachOf(seats, atOnce, async (seat) => {
    const client = new LoadClient(seat)
    clients.push(client)
    await client.joined
    client.socket.onClose = () => (closed += 1)
    if (seat.text) typists.push(client)
    else setInterval(() => client.socket.isOpen && client.renew(), RENEW_MS)
  })
}

/** Everybody types a letter every so many milliseconds, evenly one after the other. */
function type({ everyMs }: { everyMs: number }) {
  const start = performance.now()
  const gap = everyMs / typists.length
  let next = 0
  const round = () => {
    const due = Math.floor((performance.now() - start) / gap)
    for (; next <= due; next += 1) {
      const client = typists[next % typists.length]
      if (!client?.socket.isOpen) continue
      client.type()
      sent += 1
    }
    timer = setTimeout(round, 1)
  }
  if (typists.length > 0) round()
}

function stop() {
  if (timer) clearTimeout(timer)
  timer = null
}

function leave() {
  stop()
  for (const { socket } of clients) socket.close()
  clients.length = 0
  typists = []
}

function count() {
  const { user, system } = process.cpuUsage()
  return {
    sent,
    closed,
    cpuMs: (user + system) / 1000,
    framesIn: clients.reduce((sum, { socket }) => sum + socket.framesIn, 0),
    bytesIn: clients.reduce((sum, { socket }) => sum + socket.bytesIn, 0),
  }
}

const commands = { connect, type, stop, leave, count }
export type LoadCommands = typeof commands
answer(commands)
