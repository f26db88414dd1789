import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { decodeMessage, MESSAGE_DATELINE, type Hello } from '@dateline/shared/sync/protocol'
import type { Role } from '@dateline/shared/users/role'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { BetterAccounts } from '../accounts/better-accounts.ts'
import { readConfig } from '../config.ts'
import { openLogger } from '../observability/logger.ts'
import { openRelational } from '../store/storage.ts'
import { PrivatePostgres } from './private-postgres.ts'
import { PrivateRedis } from './private-redis.ts'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))
const PASSWORD = 'correct horse battery'

/** A server process of its own. */
export interface NodeProcess {
  readonly url: string
  readonly child: ChildProcess
  /** Its log, for a failing test to show. */
  readonly said: string[]
}

/** Somebody with an account: their token is good at every node. */
export interface Member {
  readonly id: string
  readonly token: string
}

/** Servers on one private PostgreSQL and Redis, and people at them. */
export class NewsroomNodes {
  readonly postgres: PrivatePostgres
  readonly redis: PrivateRedis
  readonly #env: Record<string, string>
  readonly #dirs: string[]
  readonly #nodes: NodeProcess[] = []
  readonly #writers: Writer[] = []

  private constructor(
    postgres: PrivatePostgres,
    redis: PrivateRedis,
    env: Record<string, string>,
    dirs: string[],
  ) {
    this.postgres = postgres
    this.redis = redis
    this.#env = env
    this.#dirs = dirs
  }

  static async open(): Promise<NewsroomNodes> {
    const [postgres, redis] = [await PrivatePostgres.open(), await PrivateRedis.open()]
    const env = {
      DATABASE_URL: await postgres.database('newsroom'),
      REDIS_URL: redis.url,
      AUTH_SECRET: 'the same on every node, 32 characters long',
      DATELINE_DEMO: 'off',
      LIMITS: 'off',
      PORT: '0',
      LOG_LEVEL: 'warn',
    }
    return new NewsroomNodes(postgres, redis, env, [])
  }

  /** Starts one more server. */
  async node(): Promise<NodeProcess> {
    const dir = await mkdtemp(join(tmpdir(), 'dateline-node-'))
    this.#dirs.push(dir)
    const child = spawn(process.execPath, [MAIN], {
      env: { PATH: process.env['PATH'] ?? '', ...this.#env, DATA_DIR: dir },
    })
    const said: string[] = []
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
    const output = createInterface({ input: child.stdout })
    const started = await Promise.race([once(output, 'line'), once(child, 'exit')])
    const url = /http:\S+/.exec(String(started[0]))?.[0]
    if (url === undefined) throw new Error(`It did not start:\n${said.join('')}`)
    const node = { url, child, said }
    this.#nodes.push(node)
    return node
  }

  async member(node: NodeProcess, name: string, role: Role): Promise<Member> {
    const config = readConfig(this.#env)
    const log = openLogger('silent')
    const db = await openRelational(config, log)
    const secret = config.authSecret ?? ''
    const accounts = await BetterAccounts.open({ config, db, secret, log })
    const email = `${name}@test.example`
    const { id } = await accounts.add({ name, email, role, password: PASSWORD })
    await db.destroy()
    const answer = await fetch(`${node.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD }),
    })
    return { id, token: answer.headers.get('set-auth-token') ?? '' }
  }

  /** HTTP at a node as somebody. */
  async ask(
    node: NodeProcess,
    { token }: Member,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown }> {
    const answer = await fetch(`${node.url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: await answer.json() }
  }

  writer(node: NodeProcess, member: Member, storyId: string): Writer {
    const writer = new Writer(node, member, storyId)
    this.#writers.push(writer)
    return writer
  }

  async close(): Promise<void> {
    for (const writer of this.#writers) writer.leave()
    for (const { child } of this.#nodes) child.kill('SIGKILL')
    await this.redis.stop()
    await this.postgres.close()
    await Promise.all(this.#dirs.map((dir) => rm(dir, { recursive: true, force: true })))
  }
}

/** An unmodified y-websocket 3 client that also hears what our own clients are told. */
export class Writer {
  readonly doc = new Y.Doc()
  readonly provider: WebsocketProvider
  readonly text: Y.Text
  readonly closes: number[] = []
  /** Update-bearing messages that were acknowledged on the connection of now. */
  acknowledged = 0
  hello: Hello | undefined
  #isHere = true

  constructor(node: NodeProcess, { token }: Member, storyId: string) {
    class SignedIn extends WebSocket {
      constructor(address: string | URL) {
        super(address, { headers: { authorization: `Bearer ${token}` } })
      }
    }
    this.text = this.doc.getText('notes')
    this.provider = new WebsocketProvider(syncUrl(node), `story.${storyId}`, this.doc, {
      WebSocketPolyfill: SignedIn as never,
      disableBc: true,
      params: { v: '1' },
      maxBackoffTime: 500,
    })
    this.provider.messageHandlers[MESSAGE_DATELINE] = (_encoder, decoder) => {
      const message = decodeMessage(decoder)
      if (message?.kind === 'hello') this.hello = message.hello
      if (message?.kind === 'ack') this.acknowledged = message.count
    }
    this.provider.on('connection-close', (event) => {
      this.acknowledged = 0
      if (event) this.closes.push(event.code)
    })
  }

  get words(): string {
    return this.text.toJSON()
  }

  type(words: string): void {
    this.text.insert(this.text.length, words)
  }

  leave(): void {
    if (this.#isHere) this.provider.destroy()
    this.#isHere = false
  }

  /** Next time it comes back to another node, as a load balancer would send it. */
  moveTo(node: NodeProcess): void {
    this.provider.serverUrl = syncUrl(node)
  }
}

const syncUrl = ({ url }: NodeProcess) => `${url.replace('http', 'ws')}/sync`
