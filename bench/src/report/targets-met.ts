import type { Row } from '../scenarios/scenario.ts'
import type { Results } from './results.ts'

/** One of the things we hold ourselves to, and what came out. */
export interface Verdict {
  readonly want: string
  readonly got: string
  /** Undefined: not measured. */
  readonly isMet: boolean | undefined
}

const OURS = 'dateline'
const DEFAULT = 'hocuspocus'
const TUNED = 'hocuspocus-tuned'
const Y_SERVER = 'y-websocket-server'
const PEERS = [DEFAULT, TUNED, Y_SERVER]
/** ms: what a lone edit may be slower than with a server that writes nothing down, beside the commit. */
const LONE_EDIT_MS = 2
const STORIES_P95 = 30
/** Of what is typed, what a server must deliver in the same seconds to count as keeping up. */
const CARRIED = 0.9

/** Every target of the benchmark, by the results there are. */
export function verdicts(results: Results): readonly Verdict[] {
  return [
    people(results),
    cpuAt400(results, DEFAULT, 1 / 4),
    cpuAt400(results, TUNED, 1 / 3),
    cpuAt400(results, 'relay', 3),
    ...manyStories(results),
    ratio(results, 'watch', 'cpuPer1000', TUNED, 1 / 2, 'Ten type, 2,400 watch: CPU'),
    loneEdit(results),
    atMostBest(results, 'cold-open', 'ms', 1 / 2, 'Cold open of 200,000 edits'),
    atMostBest(results, 'idle', 'heapKb', 1, 'Memory of an idle connection, heap and buffers'),
    nothingLost(results),
    converges(results),
  ]
}

const rowsOf = (results: Results, id: string): readonly Row[] => results[id]?.rows ?? []

const rowOf = (results: Results, id: string, server: string, where: Partial<Row> = {}) =>
  rowsOf(results, id).find(
    (row) =>
      row.server === server && Object.entries(where).every(([key, value]) => row[key] === value),
  )

const number = (row: Row | undefined, key: string): number =>
  typeof row?.[key] === 'number' ? row[key] : Number.NaN

function verdict(want: string, got: string, isMet: boolean, ...needed: readonly number[]): Verdict {
  return needed.some((value) => Number.isNaN(value))
    ? { want, got: 'not measured', isMet: undefined }
    : { want, got, isMet }
}

function people(results: Results): Verdict {
  const most = (server: string) =>
    Math.max(
      0,
      ...rowsOf(results, 'crowd')
        .filter((row) => row.server === server && row['passes'] === true)
        .map((row) => number(row, 'editors')),
    )
  const ours = most(OURS)
  const best = Math.max(...PEERS.map(most))
  const want = 'Editors in one story at p95 ≤ 200 ms: at least 3 × the best peer'
  const got = `${ours} beside ${best}: ${(ours / best).toFixed(1)} ×`
  return verdict(want, got, ours >= 3 * best, ours || Number.NaN, best || Number.NaN)
}

function cpuAt400(results: Results, server: string, share: number): Verdict {
  return ratio(results, 'crowd', 'cpuPer1000', server, share, '400 editors: CPU', { editors: 400 })
}

function ratio(
  results: Results,
  id: string,
  key: string,
  server: string,
  share: number,
  what: string,
  where: Partial<Row> = {},
): Verdict {
  const ours = number(rowOf(results, id, OURS, where), key)
  const theirRow = rowOf(results, id, server, where)
  const theirs = number(theirRow, key)
  const want = `${what} by delivered edit: at most ${share.toFixed(2)} × ${server}`
  if (number(theirRow, 'delivered') === 0) {
    const load = (row: Row | undefined) =>
      `${number(row, 'serverCpu').toFixed(2)} cores, p95 ${number(row, 'p95').toFixed(0)} ms`
    const mine = load(rowOf(results, id, OURS, where))
    // No ratio: what is not delivered has no price. Its row says what came of it.
    return { want, got: `it fell behind: ${load(theirRow)}, beside ${mine}`, isMet: undefined }
  }
  const got = `${ours.toFixed(2)} beside ${theirs.toFixed(2)}: ${(ours / theirs).toFixed(2)} ×`
  return verdict(want, got, ours <= share * theirs, ours, theirs)
}

function manyStories(results: Results): readonly Verdict[] {
  const where = { stories: 400 }
  const p95 = number(rowOf(results, 'stories', OURS, where), 'p95')
  const what = '400 stories × 4: CPU'
  return [
    storiesBesideDefault(results, what),
    ratio(results, 'stories', 'cpuPer1000', Y_SERVER, 1, what, where),
    verdict(
      `400 stories × 4: p95 at most ${STORIES_P95} ms`,
      `${p95.toFixed(1)} ms`,
      p95 <= STORIES_P95,
      p95,
    ),
  ]
}

/** Where the peer falls behind at 400, at the most stories that it carries. */
function storiesBesideDefault(results: Results, what: string): Verdict {
  const carried = rowsOf(results, 'stories')
    .filter((row) => row.server === DEFAULT && number(row, 'delivered') > CARRIED * typedTo(row))
    .map((row) => number(row, 'stories'))
  const most = Math.max(...carried, 0)
  const at = most === 0 || most === 400 ? { stories: 400 } : { stories: most }
  const found = ratio(results, 'stories', 'cpuPer1000', DEFAULT, 1 / 3, what, at)
  return at.stories === 400
    ? found
    : { ...found, got: `${found.got} at ${most}, the most it carries` }
}

/** Letters a second that four in a story should come to see; the probes are sockets beside them. */
const typedTo = (row: Row): number =>
  (number(row, 'typed') * number(row, 'sockets')) / number(row, 'stories')

function loneEdit(results: Results): Verdict {
  const ours = rowOf(results, 'quiet', OURS)
  const [mine, theirs] = [number(ours, 'p50'), number(rowOf(results, 'quiet', Y_SERVER), 'p50')]
  const commit = number(ours, 'commitMs')
  return verdict(
    `A lone edit: within ${LONE_EDIT_MS} ms plus the commit of y-websocket-server`,
    `${mine.toFixed(2)} ms beside ${theirs.toFixed(2)} ms, commit ${commit.toFixed(2)} ms`,
    mine <= theirs + LONE_EDIT_MS + commit,
    mine,
    theirs,
    commit,
  )
}

function atMostBest(
  results: Results,
  id: string,
  key: string,
  share: number,
  what: string,
): Verdict {
  const ours = number(rowOf(results, id, OURS), key)
  const peers = PEERS.map((server) => number(rowOf(results, id, server), key))
  const best = Math.min(...peers.filter((value) => !Number.isNaN(value)))
  return verdict(
    `${what}: at most ${share} × the best peer`,
    `${ours.toFixed(1)} beside ${best.toFixed(1)}: ${(ours / best).toFixed(2)} ×`,
    ours <= share * best,
    ours,
    Number.isFinite(best) ? best : Number.NaN,
  )
}

function nothingLost(results: Results): Verdict {
  const lost = number(rowOf(results, 'kill', OURS), 'lost')
  const peers = PEERS.map((server) => rowOf(results, 'kill', server))
    .filter((row) => row !== undefined)
    .map((row) => `${row.server} ${number(row, 'share').toFixed(0)} %`)
  return verdict(
    'Seen by others and lost after SIGKILL: 0',
    `${lost}; ${peers.join(', ')}`,
    lost === 0,
    lost,
  )
}

function converges(results: Results): Verdict {
  const row = rowOf(results, 'storm', OURS)
  const wrong = number(row, 'different') + number(row, 'lost') + number(row, 'doubled')
  const ms = number(row, 'ms')
  return verdict(
    'After a storm all screens are equal, every letter there once',
    wrong === 0 ? `equal after ${ms.toFixed(0)} ms` : `${wrong} wrong`,
    wrong === 0,
    wrong,
  )
}
