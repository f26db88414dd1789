import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Account } from '@dateline/shared/api/contracts'
import type { Role } from '@dateline/shared/users/role'
import type { Logger } from 'pino'
import { readConfig } from '../config.ts'
import type { Deps } from '../deps.ts'
import { openLogger } from '../observability/logger.ts'
import { serve } from '../serve.ts'
import { freshDatabase } from './shared-services.ts'
import { onPostgres } from './test-database.ts'

const PASSWORD = 'correct horse battery'

/** On PostgreSQL, the database that goes with a data directory: a test may start a server on it again. */
const databases = new Map<string, string>()

/** A signed-in person of a test, and HTTP as them. */
export interface TestPerson {
  readonly account: Account
  readonly token: string
  /** `path` from /api on; a body is sent as JSON. */
  get(path: string): Promise<Response>
  post(path: string, body?: unknown): Promise<Response>
  patch(path: string, body: unknown): Promise<Response>
  delete(path: string): Promise<Response>
}

export interface TestServer {
  readonly url: string
  readonly deps: Deps
  readonly dataDir: string
  readonly password: string
  /** The same person for the same role and name; a fresh session each time. */
  signIn(role: Role, name?: string): Promise<TestPerson>
  /** Stops it and starts it again on the same data and port; `deps` are others then. */
  restart(): Promise<void>
  /** Stops it and deletes its data. */
  close(): Promise<void>
}

/**
 * The real server on a free port over a fresh data directory, on the engine of this test file,
 * without the demo.
 * @param env variables of config.ts, over `LIMITS=off` and a silent log
 * @param log for tests that look at what is logged
 */
export async function startTestServer(
  env: Record<string, string> = {},
  log?: Logger,
): Promise<TestServer> {
  const dataDir = env['DATA_DIR'] ?? (await mkdtemp(join(tmpdir(), 'dateline-')))
  const database = onPostgres() ? (databases.get(dataDir) ?? (await freshDatabase())) : undefined
  if (database !== undefined) databases.set(dataDir, database)
  const config = readConfig({
    DATA_DIR: dataDir,
    ...(database !== undefined && { DATABASE_URL: database }),
    PORT: '0',
    DATELINE_DEMO: 'off',
    LIMITS: 'off',
    LOG_LEVEL: 'silent',
    ...env,
  })
  const logger = log ?? openLogger(config.logLevel)
  let running = await serve(config, logger)
  const { url } = running
  return {
    url,
    get deps() {
      return running.deps
    },
    dataDir,
    password: PASSWORD,
    async signIn(role, name = role) {
      const email = `${name}@test.example`
      const { accounts } = running.deps
      const known = (await accounts.accounts()).find((account) => account.email === email)
      const account = known ?? (await accounts.add({ name, email, role, password: PASSWORD }))
      return personOf(url, account, await tokenFor(url, email))
    },
    async restart() {
      await running.close()
      running = await serve({ ...config, port: Number(new URL(url).port) }, logger)
    },
    async close() {
      await running.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function tokenFor(url: string, email: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  })
  const token = answer.headers.get('set-auth-token')
  if (!token) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`)
  return token
}

function personOf(url: string, account: Account, token: string): TestPerson {
  const send = (method: string, path: string, body?: unknown) =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  return {
    account,
    token,
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    patch: (path, body) => send('PATCH', path, body),
    delete: (path) => send('DELETE', path),
  }
}
