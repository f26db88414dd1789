import type { Scenario } from '../scenarios/scenario.ts'
import type { Results } from './results.ts'
import { sectionText } from './table.ts'
import { verdicts } from './targets-met.ts'

const TAKEN = `Each server is one process on the loopback of one machine, started anew for each line; servers take
turns within a scenario. The load comes from one process that speaks the y-websocket protocol (or
Hocuspocus' own) over bare sockets and holds no document; a second process holds the document and
notes when each letter has come to stand in it, and whether it is the right one. All are sent the same
letters and cursors. Ours runs as \`server/src/main.ts\` with its SQLite log (\`synchronous=FULL\`),
signed-in accounts and the guard on, only its crowd and rate limits are off. Hocuspocus stores through
\`extension-database\` into SQLite. \`@y/websocket-server\` keeps everything in memory. The bare relay
has no document, no store and no accounts: it is what \`ws\` can do on this machine. CPU is what the
kernel counts for the server's process, all threads. Other work on the machine makes latencies longer;
compare within a table.`

/** The results as a page. */
export function report(scenarios: readonly Scenario[], results: Results): string {
  const taken = scenarios.filter(({ id }) => results[id])
  const newest = Object.values(results).toSorted((a, b) => b.takenAt.localeCompare(a.takenAt))[0]
  const versions = Object.entries(newest?.versions ?? {}).map(
    ([name, version]) => `${name} ${version}`,
  )
  const lines = verdicts(results).map(({ want, got, isMet }) => {
    const mark = isMet === undefined ? '–' : isMet ? 'met' : 'missed'
    return `| ${want} | ${got} | ${mark} |`
  })
  return [
    '# Benchmark',
    'Made by `npm run bench`; do not edit.',
    ...(results['crowd']
      ? ['![Latency and CPU in one story, by number of editors](chart.svg)']
      : []),
    `Machine: ${newest?.machine ?? 'unknown'}. Peers: ${versions.join(', ')}.`,
    TAKEN.replaceAll('\n', ' '),
    ['| target | result | |', '| --- | --- | --- |', ...lines].join('\n'),
    ...taken.flatMap((scenario) => {
      const section = results[scenario.id]
      return section ? [sectionText(scenario, section)] : []
    }),
    '',
  ].join('\n\n')
}
