import process from 'node:process'
import { parseArgs } from 'node:util'
import type { Scenario } from './scenarios/scenario.ts'
import { SCENARIOS } from './scenarios/scenarios.ts'
import type { Target } from './servers/target.ts'
import { TARGETS } from './servers/targets.ts'

const STEPS = [50, 100, 200, 400, 500, 600, 800, 1_000, 1_250, 1_500, 1_800]
const QUICK_STEPS = [50, 200, 400]

export interface Options {
  readonly scenarios: readonly Scenario[]
  readonly targets: readonly Target[]
  readonly steps: readonly number[]
  readonly quick: boolean
  readonly profiles?: string
  /** Every server, the usual steps, no profile: a result to keep. */
  readonly isWhole: boolean
}

const HELP = `npm run bench -- [SCENARIO…] [options]

  --quick             a few minutes in all; results in bench/results/quick
  --servers A,B       only these, printed and not kept
  --steps 100,400     of the crowd, printed and not kept
  --profile FOLDER    CPU profiles of our server or page, and where it spends its time

scenarios: extraction, ${SCENARIOS.map(({ id }) => id).join(', ')}
servers: ${TARGETS.map(({ id }) => id).join(', ')}`

/** Reads the arguments, or says how they are and ends. */
export function readOptions(args: readonly string[]): Options {
  try {
    return optionsOf(args)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`)
    return process.exit(1)
  }
}

function optionsOf(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      servers: { type: 'string' },
      steps: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(HELP)
    process.exit(0)
  }
  const { quick, servers, steps, profile } = values
  return {
    scenarios: pick(SCENARIOS, positionals, 'scenario'),
    targets: pick(TARGETS, servers?.split(',') ?? [], 'server'),
    steps: steps?.split(',').map(Number) ?? (quick ? QUICK_STEPS : STEPS),
    quick,
    ...(profile !== undefined && { profiles: profile }),
    isWhole: servers === undefined && steps === undefined && profile === undefined,
  }
}

/** Those named, in their usual order; all when none is. */
function pick<T extends { id: string }>(all: readonly T[], names: readonly string[], what: string) {
  const unknown = names.find((name) => !all.some(({ id }) => id === name))
  if (unknown !== undefined) throw new Error(`There is no ${what} "${unknown}".`)
  return names.length === 0 ? all : all.filter(({ id }) => names.includes(id))
}
