import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { readOptions, type Options } from './options.ts'
import { chart } from './report/chart.ts'
import { hottest } from './report/profile.ts'
import { report } from './report/report.ts'
import { commit, machine, readResults, writeResults, type Section } from './report/results.ts'
import { sectionText } from './report/table.ts'
import { crowd } from './scenarios/crowd.ts'
import type { Context, Scenario } from './scenarios/scenario.ts'
import { SCENARIOS } from './scenarios/scenarios.ts'

const RESULTS = join(import.meta.dirname, '../results')
const HOT = 25

/** The benchmark: see docs/bench.md. */
const options = readOptions(process.argv.slice(2))
const folder = options.quick ? join(RESULTS, 'quick') : RESULTS
for (const target of options.targets) await target.prepare()
for (const scenario of options.scenarios) await runOne(scenario, options)
// Whatever a broken measurement left open.
process.exit()

async function runOne(scenario: Scenario, options: Options): Promise<void> {
  console.log(`# ${scenario.id}`)
  if (options.profiles !== undefined) mkdirSync(options.profiles, { recursive: true })
  const context: Context = { ...options, say: (line) => console.log(line) }
  const takenAt = new Date().toISOString()
  const rows = await scenario.run(context)
  const versions = Object.assign(
    {},
    ...options.targets.map((target) => target.versions()),
  ) as Record<string, string>
  const section: Section = { takenAt, commit: commit(), machine: machine(), versions, rows }
  console.log(`\n${sectionText(scenario, section)}\n`)
  if (options.profiles !== undefined) printProfiles(options.profiles)
  // Part of the servers, other steps or a profile make no table to be compared with.
  if (!options.isWhole) return
  const file = join(folder, 'results.json')
  writeResults(file, { ...readResults(file), [scenario.id]: section })
  const results = readResults(file)
  writeFileSync(join(folder, 'results.md'), report(SCENARIOS, results))
  if (results[crowd.id]) writeFileSync(join(folder, 'chart.svg'), chart(results))
}

function printProfiles(folder: string): void {
  for (const { file, hot } of hottest(folder, HOT)) {
    console.log(`${file}:`)
    for (const { name, share } of hot)
      console.log(`${(share * 100).toFixed(1).padStart(6)} %  ${name}`)
  }
}
