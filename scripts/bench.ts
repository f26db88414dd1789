/**
 * `npm run bench -- SCENARIO`. One scenario so far: `extraction`, how well and how fast facts are
 * found in copy.
 */
const SCENARIOS: Readonly<Record<string, () => Promise<boolean>>> = {
  extraction: async () => (await import('./bench-extraction.ts')).benchExtraction(),
}

const names = process.argv.slice(2)
const wanted = names.length > 0 ? names : Object.keys(SCENARIOS)
for (const name of wanted) {
  const run = SCENARIOS[name]
  if (!run) {
    console.error(`No scenario "${name}". There is: ${Object.keys(SCENARIOS).join(', ')}.`)
    process.exit(1)
  }
  console.log(`# ${name}`)
  if (!(await run())) process.exitCode = 1
}
