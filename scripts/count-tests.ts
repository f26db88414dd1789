import { readFileSync, rmSync } from 'node:fs'
import process from 'node:process'

/**
 * Adds up the reports of the unit and the browser tests and prints one closing line. With
 * REQUIRE_ALL_TESTS=1 (as in .ci/run) a skipped test is a failure, and is named.
 */
const UNIT = 'test-results/unit.json'
const BROWSER = 'test-results/browser.json'

interface UnitReport {
  numPassedTests: number
  numFailedTests: number
  testResults: { assertionResults: { status: string; fullName: string }[] }[]
}
interface Suite {
  title: string
  suites?: Suite[]
  specs?: { title: string; tests: { status: string }[] }[]
}
interface BrowserReport {
  stats: { expected: number; unexpected: number; flaky: number }
  suites: Suite[]
}

const unit = JSON.parse(readFileSync(UNIT, 'utf8')) as UnitReport
const browser = JSON.parse(readFileSync(BROWSER, 'utf8')) as BrowserReport

const skippedUnit = unit.testResults
  .flatMap(({ assertionResults }) => assertionResults)
  .filter(({ status }) => ['pending', 'skipped', 'todo', 'disabled'].includes(status))
  .map(({ fullName }) => fullName)

function skippedIn(suite: Suite): string[] {
  const own = (suite.specs ?? [])
    .filter(({ tests }) => tests.some(({ status }) => status === 'skipped'))
    .map(({ title }) => title)
  return [...own, ...(suite.suites ?? []).flatMap(skippedIn)]
}

const skipped = [...skippedUnit, ...browser.suites.flatMap(skippedIn)]
const passed = unit.numPassedTests + browser.stats.expected
const failed = unit.numFailedTests + browser.stats.unexpected + browser.stats.flaky
for (const name of skipped) console.log(`skipped: ${name}`)
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`)
rmSync('test-results', { recursive: true, force: true })
if (failed > 0 || (process.env['REQUIRE_ALL_TESTS'] === '1' && skipped.length > 0)) process.exit(1)
