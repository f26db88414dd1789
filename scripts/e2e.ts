import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import process from 'node:process'

/**
 * `npm run e2e`: builds the client, finds Chromium (or installs it) and runs the browser tests.
 * CHROMIUM_PATH names a browser of your own. Arguments go to Playwright.
 */
const KNOWN_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  return spawnSync(command, args, { stdio: 'inherit', env }).status ?? 1
}

function findChromium(): string | undefined {
  const given = process.env['CHROMIUM_PATH']
  if (given) return given
  return KNOWN_PLACES.find((place) => existsSync(place))
}

function isDebianRoot(): boolean {
  const release = '/etc/os-release'
  const text = existsSync(release) ? readFileSync(release, 'utf8') : ''
  return process.getuid?.() === 0 && /debian|ubuntu/i.test(text)
}

function installChromium(): boolean {
  if (isDebianRoot()) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    run('apt-get', ['update', '-qq'], env)
    const packages = ['chromium', 'fonts-noto-core', 'fonts-noto-color-emoji']
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], env)
    if (findChromium()) return true
  }
  return run('npx', ['playwright', 'install', '--with-deps', 'chromium']) === 0
}

if (!findChromium() && !installChromium()) {
  console.error('The browser tests need Chromium: install it, or set CHROMIUM_PATH to its program.')
  process.exit(1)
}
if (run('npm', ['run', 'build', '--silent']) !== 0) process.exit(1)
const chromium = findChromium()
process.exit(
  run('npx', ['playwright', 'test', '-c', 'e2e', ...process.argv.slice(2)], {
    ...process.env,
    ...(chromium && { CHROMIUM_PATH: chromium }),
  }),
)
