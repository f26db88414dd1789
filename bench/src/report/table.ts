import type { Column, Row, Scenario, Value } from '../scenarios/scenario.ts'
import { NODES } from '../servers/nodes.ts'
import { TARGETS } from '../servers/targets.ts'
import type { Section } from './results.ts'

/** A scenario's rows as a Markdown table. */
export function table({ columns }: Scenario, rows: readonly Row[]): string {
  const head = ['server', ...columns.map((column) => column.head)]
  const lines = rows.map((row) => [labelOf(row.server), ...cells(columns, row)])
  const rule = head.map((_, place) => (place === 0 ? '---' : '--:'))
  return [head, rule, ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n')
}

const ALL = [...TARGETS, ...NODES]

export const labelOf = (id: string): string => ALL.find((one) => one.id === id)?.label ?? id

export const sectionText = (scenario: Scenario, section: Section): string =>
  [
    `## ${scenario.title}`,
    scenario.note,
    table(scenario, section.rows),
    `Taken ${section.takenAt.slice(0, 16).replace('T', ' ')} UTC at ${section.commit}.`,
  ].join('\n\n')

function cells(columns: readonly Column[], row: Row): string[] {
  const failed = row['failed']
  if (failed === undefined) return columns.map((column) => cell(column, row[column.key]))
  const known = columns.map((column) => cell(column, row[column.key]))
  const last = known.findLastIndex((text) => text !== '–')
  return known.with(Math.min(known.length - 1, last + 1), `did not: ${String(failed).slice(0, 60)}`)
}

function cell({ digits = 0 }: Column, value: Value | undefined): string {
  if (value === undefined) return '–'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if (!Number.isFinite(value)) return 'never'
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
}
