import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { SignIn } from './accounts/routes.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const CLI = fileURLToPath(new URL('cli.ts', import.meta.url))

const dirs: string[] = []
const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await Promise.all(dirs.splice(0).map((dir) => rm(dir, { recursive: true, force: true })))
})

async function aDataDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'dateline-main-'))
  dirs.push(dir)
  return dir
}

function run(file: string, args: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [file, ...args], {
    env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'silent', PORT: '0', ...env },
  })
  children.push(child)
  return child
}

/** @returns the process and where it said it is, on its one line of standard output */
async function started(env: Record<string, string>) {
  const child = run(MAIN, [], env)
  const lines: string[] = []
  const output = createInterface({ input: child.stdout })
  output.on('line', (line) => lines.push(line))
  await once(output, 'line')
  const url = /http:\S+/.exec(lines[0] ?? '')?.[0] ?? ''
  return { child, url, lines }
}

/** Signed in to the demo newsroom: the headers to send, and its stories. */
async function entered(url: string) {
  const { signIns } = (await (await fetch(`${url}/api/sign-ins`)).json()) as { signIns: SignIn[] }
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(signIns[0]),
  })
  const headers = { authorization: `Bearer ${answer.headers.get('set-auth-token')}` }
  const list = await fetch(`${url}/api/stories`, { headers })
  const { stories } = (await list.json()) as { stories: { id: string }[] }
  return { headers, stories }
}

async function cli(args: readonly string[], env: Record<string, string>, input = '') {
  const child = run(CLI, args, env)
  child.stdin.end(input)
  const [out, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { out, errors, code: code as number }
}

describe('the process', () => {
  test('says where it is on one line, and on SIGTERM sends everybody away and exits 0', async () => {
    const { child, url, lines } = await started({ DATA_DIR: await aDataDir() })
    const { headers, stories } = await entered(url)
    const socket = new WebSocket(`${url.replace('http', 'ws')}/sync/story.${stories[0]?.id}`, {
      headers,
    })
    await once(socket, 'open')
    const desk = await fetch(`${url}/api/stories/events`, { headers }) // a stream that never ends
    const closed = once(socket, 'close')
    const exited = once(child, 'exit')
    const asked = Date.now()
    child.kill('SIGTERM')
    expect((await closed)[0]).toBe(1012)
    expect(await exited).toEqual([0, null])
    expect(Date.now() - asked).toBeLessThan(10_000)
    expect(lines).toEqual([`Dateline is ready at ${url}`])
    await desk.body?.cancel()
  })

  test('a second server on the same data is refused; after a crash of the first it is not', async () => {
    const env = { DATA_DIR: await aDataDir(), DATELINE_DEMO: 'off' }
    const first = await started(env)
    const second = run(MAIN, [], env)
    const [errors, [code]] = await Promise.all([text(second.stderr), once(second, 'exit')])
    expect([code, errors]).toEqual([1, expect.stringContaining('Another server runs on')])
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    const third = await started(env)
    expect((await fetch(`${third.url}/readyz`)).status).toBe(200)
  })

  test.each(['throw new Error("x")', 'void Promise.reject(new Error("x"))'])(
    'a bug that nobody caught (%s) ends it with 1, but nobody is cut off without a word',
    async (bug) => {
      const env = { DATA_DIR: await aDataDir() }
      const trap = `process.on("SIGUSR2", () => { ${bug} })`
      const { child, url } = await started({
        ...env,
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(trap)}`,
      })
      const { headers, stories } = await entered(url)
      const socket = new WebSocket(`${url.replace('http', 'ws')}/sync/story.${stories[0]?.id}`, {
        headers,
      })
      await once(socket, 'open')
      const closed = once(socket, 'close')
      const exited = once(child, 'exit')
      child.kill('SIGUSR2')
      expect((await closed)[0]).toBe(1012)
      expect(await exited).toEqual([1, null])
      expect((await cli(['verify'], env)).code).toBe(0)
    },
  )

  test('an environment it cannot use is refused in words', async () => {
    const child = run(MAIN, [], { PORT: 'high', DATA_DIR: await aDataDir() })
    const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect(code).toBe(1)
    expect(errors).toContain('PORT')
  })
})

describe('the operator’s command line', () => {
  test('adds people, while the server runs, who can then sign in', async () => {
    const env = { DATA_DIR: await aDataDir() }
    const first = ['user', 'add', '--email', 'ann@x.example', '--name', 'Ann', '--role', 'admin']
    const added = await cli(first, env)
    expect(added.code, added.errors).toBe(0)
    const password = /Password: (\S+)/.exec(added.out)?.[1] ?? ''
    const { url } = await started(env) // with accounts already: no demo
    expect(await (await fetch(`${url}/api/sign-ins`)).json()).toEqual({ signIns: [] })
    const bob = ['user', 'add', '--email', 'bob@x.example', '--name', 'Bob', '--role', 'viewer']
    const second = await cli([...bob, '--password-stdin'], env, 'spoken only once\n')
    expect(second.out).not.toContain('spoken only once')
    for (const [email, secret] of [
      ['ann@x.example', password],
      ['bob@x.example', 'spoken only once'],
    ]) {
      const answer = await fetch(`${url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: secret }),
      })
      expect(answer.status, email).toBe(200)
    }
    const listed = await cli(['user', 'list'], env)
    expect(listed.out).toBe('admin\tann@x.example\tAnn\nviewer\tbob@x.example\tBob\n')
    expect((await cli(['verify'], env)).code).toBe(0)
  })

  test('refuses in words what it cannot do', async () => {
    const env = { DATA_DIR: await aDataDir() }
    const commands = [['user', 'add'], ['user', 'list'], ['backup'], ['restore'], ['verify']]
    const [bad, unknown, ...helps] = await Promise.all([
      cli(['user', 'add', '--email', 'x', '--role', 'boss'], env),
      cli(['frob'], env),
      ...commands.map((command) => cli([...command, '--help'], env)),
    ])
    expect(bad.code).toBe(1)
    expect(bad.errors).toMatch(/name[\s\S]*email[\s\S]*role/i)
    expect(unknown.code).toBe(2)
    for (const [index, command] of commands.entries()) {
      expect(helps[index]?.out).toContain(`dateline -- ${command.join(' ')}`)
      expect(helps[index]?.code).toBe(0)
    }
  })
})
