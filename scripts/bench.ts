import { spawnSync } from 'node:child_process'
import process from 'node:process'

/**
 * `npm run bench -- SCENARIO… [options]`, `--help` names them. `extraction`, how well and how fast
 * facts are found in copy, looks into the code; all else meets only the running product.
 */
const args = process.argv.slice(2)
const others = args.filter((arg) => arg !== 'extraction')
if (others.length < args.length) {
  const { benchExtraction } = await import('./bench-extraction.ts')
  if (!(await benchExtraction())) process.exitCode = 1
}
if (others.length > 0 || args.length === 0) {
  const { status } = spawnSync(process.execPath, ['bench/src/main.ts', ...others], {
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
}
