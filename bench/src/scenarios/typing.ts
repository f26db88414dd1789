import type { LoadSeat } from '../load/seat.ts'
import { cpuOf, percentile, residentOf, wait, within } from '../measure.ts'
import { Helper } from '../processes/helper.ts'
import type { LoadCommands } from '../processes/load.ts'
import type { ProbeCommands } from '../processes/probe.ts'
import type { Running, Target } from '../servers/target.ts'
import { newClientId, prepareRoom } from './prepare-room.ts'

/** Five letters a second each. */
const LETTER_MS = 200
const CONNECT_MS = 45_000
const AT_ONCE = 40
/** How long a letter may be under way before it counts as not delivered. */
const PATIENCE_MS = 3_000
const MB = 1024 * 1024

export interface TypingPlan {
  readonly rooms: number
  readonly typists: number
  /** Of each room, who only read. */
  readonly watchers: number
  /** Rooms that are looked into, and of each how many of its typists are noted. */
  readonly probed: number
  readonly noted: number
  readonly warmMs: number
  readonly windowMs: number
}

export interface TypingResult {
  readonly server: string
  readonly editors: number
  readonly sockets: number
  /** Letters a second: typed by all, and come to all screens together. */
  readonly typed: number
  readonly delivered: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** Share of the noted letters that were not there within 3 s. */
  readonly late: number
  /** Letters or texts that were not what was typed. */
  readonly wrong: number
  /** Cores. */
  readonly serverCpu: number
  readonly loadCpu: number
  readonly probeCpu: number
  /** ms of server CPU for each thousand letters that came to a screen. */
  readonly cpuPer1000: number
  readonly rssMb: number
  /** To all of the crowd together. */
  readonly mbPerSecond: number
  readonly framesPerSecond: number
}

/**
 * Starts a server, lets a crowd type in it and measures, then takes all of it down.
 * @param profile a file for a CPU profile of the server, for which it is slower
 */
export async function measureTyping(
  target: Target,
  plan: TypingPlan,
  profile?: string,
): Promise<TypingResult> {
  const running = await target.start()
  const load = new Helper<LoadCommands>('load.ts')
  const probe = new Helper<ProbeCommands>('probe.ts')
  try {
    const crowd = await seatCrowd(target, running, plan)
    await within(CONNECT_MS, 'connecting the probes', probe.ask('connect', crowd.probes))
    const others = { seats: crowd.others, atOnce: AT_ONCE }
    await within(CONNECT_MS, 'connecting the crowd', load.ask('connect', others))
    await load.ask('type', { everyMs: LETTER_MS })
    await probe.ask('type', { everyMs: LETTER_MS })
    await wait(plan.warmMs)
    const endProfile = profile === undefined ? null : await running.profile()
    const [before, opened, cpu, start] = [
      await load.ask('count'),
      await probe.ask('openWindow'),
      cpuOf(running.pid),
      performance.now(),
    ]
    await wait(plan.windowMs)
    const seconds = (performance.now() - start) / 1000
    const used = cpuOf(running.pid) - cpu
    const closed = await probe.ask('closeWindow')
    const after = await load.ask('count')
    if (profile !== undefined) await endProfile?.(profile)
    const rss = residentOf(running.pid)
    await load.ask('stop')
    const end = await probe.ask('finish', { patienceMs: PATIENCE_MS, all: crowd.typists })

    const sockets = crowd.others.length + crowd.probes.writers.length + crowd.probes.readers.length
    const perReader = (closed.items - opened.items) / crowd.probes.readers.length / seconds
    const delivered = perReader * sockets
    const noted = crowd.probes.writers.length
    const latencies = [...end.latencies, ...Array<number>(end.late).fill(Infinity)]
    return {
      server: target.id,
      editors: plan.rooms * plan.typists,
      sockets,
      typed: (after.sent - before.sent) / seconds + (noted * 1000) / LETTER_MS,
      delivered,
      p50: percentile(latencies, 0.5),
      p95: percentile(latencies, 0.95),
      p99: percentile(latencies, 0.99),
      late: end.late / Math.max(1, latencies.length),
      wrong: end.wrong + after.closed,
      serverCpu: used / 1000 / seconds,
      loadCpu: (after.cpuMs - before.cpuMs) / 1000 / seconds,
      probeCpu: (closed.cpuMs - opened.cpuMs) / 1000 / seconds,
      cpuPer1000: (used / (delivered * seconds)) * 1000,
      rssMb: rss / MB,
      mbPerSecond: (after.bytesIn - before.bytesIn) / MB / seconds,
      framesPerSecond: (after.framesIn - before.framesIn) / seconds,
    }
  } finally {
    load.stop()
    probe.stop()
    await running.stop()
  }
}

/** Who sits where: the noted typists and readers at the probe, everybody else in the crowd. */
async function seatCrowd(target: Target, running: Running, plan: TypingPlan) {
  const names = await running.newRooms(plan.rooms)
  const rooms = []
  for (const name of names) rooms.push(await prepareRoom(target, running, name, plan.typists))
  let person = 0
  const seat = (room: string, text: LoadSeat['text']): LoadSeat => ({
    ...running.seat(room, person++),
    client: newClientId(),
    text,
  })
  const probed = rooms.slice(0, plan.probed)
  const typists = rooms.flatMap(({ room, texts }) => texts.map((text) => seat(room, text)))
  const isNoted = (place: number) => {
    const [room, within] = [Math.floor(place / plan.typists), place % plan.typists]
    return room < plan.probed && within < plan.noted
  }
  const watchers = rooms.flatMap(({ room }) =>
    Array.from({ length: plan.watchers }, () => seat(room, null)),
  )
  return {
    typists,
    others: [...typists.filter((_, place) => !isNoted(place)), ...watchers],
    probes: {
      readers: probed.map(({ room }) => running.seat(room, person++)),
      writers: typists.filter((_, place) => isNoted(place)),
      base: probed.map(({ base }) => base),
    },
  }
}
