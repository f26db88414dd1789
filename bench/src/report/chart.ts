import type { Results } from './results.ts'
import { labelOf } from './table.ts'

interface Point {
  readonly x: number
  readonly y: number
}
interface Line {
  readonly server: string
  readonly points: readonly Point[]
}
interface Panel {
  readonly title: string
  readonly lines: readonly Line[]
  readonly ticks: readonly number[]
  /** A line across, and what it is. */
  readonly limit?: number
}

const [WIDTH, HEIGHT] = [880, 420]
const PLOT = { left: 52, top: 56, width: 360, height: 260, gap: 436 }
const COLOURS: Readonly<Record<string, string>> = {
  dateline: 'ours',
  hocuspocus: 'second',
  'hocuspocus-tuned': 'third',
  'y-websocket-server': 'fourth',
  relay: 'fifth',
}
const LATENCY_TICKS = [1, 3, 10, 30, 100, 300, 1_000]
const CPU_TICKS = [0.1, 0.3, 1, 3, 10, 30]
const LIMIT_MS = 200
const STYLE = `
svg { font: 13px system-ui, sans-serif; --ink: #1f2328; --soft: #656d76; --rule: #d8dee4; --paper: #ffffff; }
.paper { fill: var(--paper) } text { fill: var(--ink) } .soft { fill: var(--soft) } .title { font-weight: 600 }
.rule { stroke: var(--rule) } .limit { stroke: var(--soft); stroke-dasharray: 4 4 } polyline { fill: none; stroke-width: 2 }
.ours { --c: #0969da } .second { --c: #bc4c00 } .third { --c: #8a6d00 } .fourth { --c: #8250df } .fifth { --c: #57606a }
polyline, .swatch { stroke: var(--c) } circle { fill: var(--c) } .ours polyline { stroke-width: 3.5 } .fifth polyline { stroke-dasharray: 2 4 }
@media (prefers-color-scheme: dark) {
  svg { --ink: #e6edf3; --soft: #9198a1; --rule: #30363d; --paper: #0d1117; }
  .ours { --c: #58a6ff } .second { --c: #f0883e } .third { --c: #d9b430 } .fourth { --c: #bc8cff } .fifth { --c: #9198a1 }
}`

/** The crowd as two charts, latency and CPU by editors, both on logarithmic scales. */
export function chart(results: Results): string {
  const latency: Panel = {
    title: 'Key to other screen, 95th percentile (ms)',
    lines: linesOf(results, 'p95'),
    ticks: LATENCY_TICKS,
    limit: LIMIT_MS,
  }
  const cpu: Panel = {
    title: 'Server CPU by 1,000 delivered letters (ms)',
    lines: linesOf(results, 'cpuPer1000'),
    ticks: CPU_TICKS,
  }
  const servers = [...new Set(latency.lines.map(({ server }) => server))]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Latency and CPU by the number of people who type in one story">`,
    `<style>${STYLE}</style><rect class="paper" width="${WIDTH}" height="${HEIGHT}" rx="8"/>`,
    panel(latency, PLOT.left),
    panel(cpu, PLOT.left + PLOT.gap),
    ...servers.map(legend),
    '</svg>\n',
  ].join('\n')
}

function linesOf(results: Results, key: string): readonly Line[] {
  const rows = results['crowd']?.rows ?? []
  return [...new Set(rows.map(({ server }) => server))].map((server) => ({
    server,
    points: rows
      .filter((row) => row.server === server)
      .map((row) => ({ x: Number(row['editors']), y: Number(row[key]) }))
      .filter(({ y }) => Number.isFinite(y)),
  }))
}

function panel({ title, lines, ticks, limit }: Panel, left: number): string {
  const editors = [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))]
  const [leastX, mostX] = [Math.min(...editors), Math.max(...editors)]
  const [leastY = 1, mostY = 1] = [ticks[0], ticks.at(-1)]
  const x = (value: number) => left + scaled(value, leastX, mostX) * PLOT.width
  const y = (value: number) => PLOT.top + (1 - scaled(value, leastY, mostY)) * PLOT.height
  const bottom = PLOT.top + PLOT.height
  const [start, end] = [left, left + PLOT.width]
  const shown = editors.filter((value, place) => {
    const before = editors.toSorted((a, b) => a - b)[place - 1]
    return before === undefined || x(value) - x(before) > 34
  })
  return [
    `<text class="title" x="${left}" y="${PLOT.top - 22}">${title}</text>`,
    ...ticks.map(
      (tick) =>
        `<line class="rule" x1="${start}" x2="${end}" y1="${y(tick).toFixed(1)}" y2="${y(tick).toFixed(1)}"/>` +
        `<text class="soft" x="${start - 8}" y="${(y(tick) + 4).toFixed(1)}" text-anchor="end">${tick}</text>`,
    ),
    limit === undefined
      ? ''
      : `<line class="limit" x1="${start}" x2="${end}" y1="${y(limit).toFixed(1)}" y2="${y(limit).toFixed(1)}"/>`,
    ...shown.map(
      (value) =>
        `<text class="soft" x="${x(value).toFixed(1)}" y="${bottom + 18}" text-anchor="middle">${value}</text>`,
    ),
    `<text class="soft" x="${end}" y="${bottom + 36}" text-anchor="end">editors in one story</text>`,
    ...lines.map((line) => drawn(line, x, y)),
  ].join('\n')
}

function drawn(
  { server, points }: Line,
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  const places = points.map((point) => `${x(point.x).toFixed(1)},${y(point.y).toFixed(1)}`)
  const dots = places.map((place) => {
    const [cx, cy] = place.split(',')
    return `<circle cx="${cx}" cy="${cy}" r="3"/>`
  })
  const colour = COLOURS[server] ?? 'fifth'
  return `<g class="${colour}"><polyline points="${places.join(' ')}"/>${dots.join('')}</g>`
}

function legend(server: string, place: number): string {
  const left = PLOT.left + (place % 3) * 280
  const top = HEIGHT - 36 + Math.floor(place / 3) * 20
  return (
    `<g class="${COLOURS[server] ?? 'fifth'}"><line class="swatch" stroke-width="3" x1="${left}" x2="${left + 18}" y1="${top - 4}" y2="${top - 4}"/>` +
    `<text x="${left + 26}" y="${top}">${labelOf(server)}</text></g>`
  )
}

/** Where a value lies between two others on a logarithmic scale, from 0 to 1. */
function scaled(value: number, least: number, most: number): number {
  if (most <= least) return 0.5
  const share = Math.log(value / least) / Math.log(most / least)
  return Math.min(1, Math.max(0, share))
}
