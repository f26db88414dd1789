import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import type { Publication, Target } from '@dateline/shared/api/contracts'
import { mintId } from '@dateline/shared/ids'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { DATABASE_FILE } from '../store/sqlite/open-database.ts'
import { BadLine } from './testing/bad-line.ts'
import { hasWordPress, realSite, WITHOUT_WORDPRESS } from './testing/real-site.ts'

const SOURCES = fileURLToPath(new URL('..', import.meta.url))
const PASSWORD = 'correct horse battery'
const FOREVER = 3_600_000
const NOTE = hasWordPress ? '' : ` (${WITHOUT_WORDPRESS})`

/** Where a publication is when the server dies: the request that is on its way, and whether it arrives. */
const STEPS = [
  ['signing in', /GET .*users\/me/, 'lost'],
  ['looking for the post', /GET .*\/posts$/, 'lost'],
  ['making the draft, which never arrives', /POST .*\/posts$/, 'lost'],
  ['making the draft, which arrives', /POST .*\/posts$/, 'done'],
  ['writing the post, which never arrives', /POST .*\/posts\/\d+$/, 'lost'],
  ['writing the post, which arrives', /POST .*\/posts\/\d+$/, 'done'],
  ['reading it back', /GET .*\/posts\/\d+$/, 'lost'],
] as const

const children: ChildProcess[] = []
const lines: BadLine[] = []
let dir = ''
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(lines.map((line) => line.close()))
  if (dir) await rm(dir, { recursive: true, force: true })
})

if (!hasWordPress) process.stderr.write(`wordpress-kill.real.test.ts ${WITHOUT_WORDPRESS}\n`)

describe.skipIf(!hasWordPress)(`SIGKILL of a publishing server${NOTE}`, () => {
  test(
    '[B5] at each step: one post, published, and nobody had to do anything',
    { timeout: 180_000 },
    async () => {
      dir = await mkdtemp(join(tmpdir(), 'dateline-kill-'))
      await run(
        'cli.ts',
        [
          'user',
          'add',
          '--email',
          'eve@test.example',
          '--name',
          'Eve',
          '--role',
          'admin',
          '--password-stdin',
        ],
        PASSWORD,
      )
      const site = await realSite()
      const first = await start()
      const jobs = []
      for (const [name, match, fate] of STEPS) {
        const line = await BadLine.to(site.url)
        lines.push(line)
        line.rule = (method, path) => {
          if (!match.test(`${method} ${path}`)) return 'pass'
          return fate === 'lost' ? 'hang' : { delayMs: FOREVER }
        }
        const word = `w${mintId()}`
        const { id } = await first.post('/api/stories/import', {
          text: `Talks resume\n\nThey met again (${word}) in the morning, and in the evening once more.`,
          language: 'en',
        })
        await first.patch(`/api/stories/${id}`, { byline: 'Eve', slug: `killed-${word}` })
        const target = (await first.post('/api/targets', {
          kind: 'wordpress',
          name,
          url: line.url,
          username: site.username,
          password: site.password,
          allowPrivate: true,
        })) as unknown as Target
        const path = `/api/stories/${id}/publications`
        const publication = (await first.post(path, {
          target: target.id,
        })) as unknown as Publication
        jobs.push({ name, line, match, word, path, id: publication.id })
      }
      // Each is at its step now, and stays there.
      for (const { line, match } of jobs) {
        await vi.waitFor(() => expect(line.count(match)).toBeGreaterThan(0), { timeout: 60_000 })
      }
      // Those that arrive have arrived.
      for (const [index, [, , fate]] of STEPS.entries()) {
        const word = jobs[index]?.word ?? ''
        if (fate !== 'done') continue
        await vi.waitFor(async () => expect(await site.postsWith(word)).toHaveLength(1), {
          timeout: 60_000,
        })
      }
      first.child.kill('SIGKILL')
      await once(first.child, 'exit')
      for (const { line } of jobs) line.rule = () => 'pass'
      // As if the dead process's leases had run out.
      const file = new DatabaseSync(join(dir, DATABASE_FILE))
      const left = file
        .prepare("SELECT id FROM publications WHERE state IN ('sending', 'sent')")
        .all()
      expect(left).toHaveLength(STEPS.length)
      file.exec("UPDATE publications SET lease_until = 1 WHERE state IN ('sending', 'sent')")
      file.close()

      const second = await start()
      for (const { name, word, path, id } of jobs) {
        await vi.waitFor(
          async () => {
            const { publications } = (await second.get(path)) as { publications: Publication[] }
            const found = publications.find((one) => one.id === id)
            expect([name, found?.state, found?.reason]).toEqual([name, 'confirmed', null])
          },
          { timeout: 60_000, interval: 200 },
        )
        expect((await site.postsWith(word)).map(({ status }) => status)).toEqual(['publish'])
      }
      second.child.kill('SIGTERM')
      await once(second.child, 'exit')
    },
  )
})

async function run(file: string, args: readonly string[], input: string): Promise<void> {
  const child = spawnNode(file, args)
  child.stdin?.end(input)
  const [code] = (await once(child, 'close')) as [number]
  expect(code).toBe(0)
}

function spawnNode(file: string, args: readonly string[] = []): ChildProcess {
  const child = spawn(process.execPath, [join(SOURCES, file), ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATA_DIR: dir,
      PORT: '0',
      LOG_LEVEL: 'silent',
      LIMITS: 'off',
      SELF_APPROVAL: 'on',
      DATELINE_DEMO: 'off',
      PUBLISH_TIMEOUT_MS: String(FOREVER),
      PUBLISH_SETTLE_MS: '1500',
      PUBLISH_RETRY_MS: '100',
    },
  })
  children.push(child)
  return child
}

/** A server process, and HTTP as its admin. */
async function start() {
  const child = spawnNode('main.ts')
  const [line] = (await once(
    createInterface({ input: child.stdout ?? process.stdin }),
    'line',
  )) as [string]
  const url = /http:\S+/.exec(line)?.[0] ?? ''
  const signIn = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'eve@test.example', password: PASSWORD }),
  })
  const headers = {
    authorization: `Bearer ${signIn.headers.get('set-auth-token')}`,
    'content-type': 'application/json',
  }
  const send = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as { id: string }
  }
  return {
    child,
    get: (path: string): Promise<unknown> => send('GET', path),
    post: (path: string, body: object) => send('POST', path, body),
    patch: (path: string, body: object) => send('PATCH', path, body),
  }
}
