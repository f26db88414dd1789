import type { Target } from '../servers/target.ts'

export type Value = number | string | boolean
/** One line of a scenario's table: what was measured of one server. */
export type Row = Readonly<Record<string, Value>> & { readonly server: string }

export interface Column {
  readonly key: string
  readonly head: string
  /** How a number is written; default: as a whole one. */
  readonly digits?: number
}

export interface Context {
  readonly targets: readonly Target[]
  readonly quick: boolean
  /** Of the crowd: how many type, step by step. */
  readonly steps: readonly number[]
  /** A folder for CPU profiles of our server or page; what is measured then is a little slower. */
  readonly profiles?: string
  readonly say: (line: string) => void
}

export interface Scenario {
  readonly id: string
  readonly title: string
  /** How it was taken, for whoever reads the table. */
  readonly note: string
  readonly columns: readonly Column[]
  run(context: Context): Promise<readonly Row[]>
}

/** Runs for one server after the other; a server that cannot do it has a row that says so. */
export async function eachTarget(
  { targets, say }: Context,
  act: (target: Target) => Promise<Row>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (const target of targets) {
    const row = await orFailure(target, act(target))
    say(JSON.stringify(row))
    rows.push(row)
  }
  return rows
}

/** A measurement that broke off is a result, not the end of the run. */
export async function orFailure(
  { id }: Target,
  work: Promise<Row>,
  what: Readonly<Record<string, Value>> = {},
): Promise<Row> {
  try {
    return await work
  } catch (error) {
    const failed = error instanceof Error ? error.message : String(error)
    return { server: id, ...what, failed }
  }
}
