import { percentile, wait } from '../measure.ts'
import { Helper } from '../processes/helper.ts'
import type { ProbeCommands } from '../processes/probe.ts'
import type { Running, Target } from '../servers/target.ts'
import { newClientId, prepareRoom } from './prepare-room.ts'
import type { Row, Scenario } from './scenario.ts'

const LETTERS_A_TURN = 5

export const quiet: Scenario = {
  id: 'quiet',
  title: 'A lone edit in a quiet story',
  note: 'Two people in a story; one types a letter now and then. All servers run at once and take turns, five letters each. `commit` is what our server says that its writes to disk took.',
  columns: [
    { key: 'p50', head: 'p50 ms', digits: 2 },
    { key: 'p95', head: 'p95 ms', digits: 2 },
    { key: 'letters', head: 'letters' },
    { key: 'commitMs', head: 'commit ms, mean', digits: 2 },
  ],
  async run({ targets, quick, say }) {
    const rooms: QuietRoom[] = []
    try {
      for (const target of targets) rooms.push(await QuietRoom.open(target))
      for (let turn = 0; turn < (quick ? 6 : 24); turn += 1) {
        for (const room of rooms) await room.type()
      }
      const rows = []
      for (const room of rooms) rows.push(await room.result())
      for (const row of rows) say(JSON.stringify(row))
      return rows
    } finally {
      for (const room of rooms) await room.close()
    }
  },
}

/** Two people in a story of a server of its own, of whom one types. */
export class QuietRoom {
  readonly #target: Target
  readonly #running: Running
  readonly #probe = new Helper<ProbeCommands>('probe.ts')
  #letters = 0

  private constructor(target: Target, running: Running) {
    this.#target = target
    this.#running = running
  }

  static async open(target: Target): Promise<QuietRoom> {
    const running = await target.start()
    const room = new QuietRoom(target, running)
    const [name = ''] = await running.newRooms(1)
    const { texts, base } = await prepareRoom(target, running, name, 1)
    const writer = { ...running.seat(name, 1), client: newClientId(), text: texts[0] ?? null }
    const plan = { readers: [running.seat(name, 2)], writers: [writer], base: [base] }
    await room.#probe.ask('connect', plan)
    for (let letter = 0; letter < 20; letter += 1) await room.#typeOne() // the compiler's turn
    await room.#probe.ask('openWindow')
    room.#letters = 0
    return room
  }

  async type(): Promise<void> {
    for (let letter = 0; letter < LETTERS_A_TURN; letter += 1) await this.#typeOne()
  }

  async #typeOne(): Promise<void> {
    await wait(60 + Math.random() * 60)
    await this.#probe.ask('typeOne')
    this.#letters += 1
  }

  async result(): Promise<Row> {
    const { latencies } = await this.#probe.ask('finish', { patienceMs: 1_000, all: [] })
    return {
      server: this.#target.id,
      letters: this.#letters,
      p50: percentile(latencies, 0.5),
      p95: percentile(latencies, 0.95),
      ...(this.#target.id === 'dateline' && { commitMs: await this.#commitMs() }),
    }
  }

  async close(): Promise<void> {
    this.#probe.stop()
    await this.#running.stop()
  }

  async #commitMs(): Promise<number> {
    const text = await (await fetch(`${this.#running.url}/metrics`)).text()
    const read = (name: string) =>
      Number(new RegExp(`^dateline_commit_seconds_${name}\\S* (\\S+)$`, 'm').exec(text)?.[1])
    return (read('sum') / read('count')) * 1000
  }
}
