import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import type { Question } from './inside.ts'
import type { Memory } from './target.ts'

const INSIDE = join(import.meta.dirname, 'inside.ts')
const READY_MS = 60_000
const STOP_MS = 15_000

export interface ServerCommand {
  readonly file: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly port: number
}

/** One server process: started, asked for its memory, killed or stopped. */
export class ServerProcess {
  readonly #command: ServerCommand
  #process: ChildProcess | null = null

  constructor(command: ServerCommand) {
    this.#command = command
  }

  get pid(): number {
    return this.#process?.pid ?? 0
  }

  /** Resolves when its port answers. */
  async start(): Promise<void> {
    const { file, cwd, env, port } = this.#command
    const child = spawn(process.execPath, ['--import', INSIDE, file], {
      cwd,
      env: { ...process.env, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'ignore', process.env['BENCH_DEBUG'] ? 'inherit' : 'ignore', 'ipc'],
    })
    this.#process = child
    child.on('error', () => {}) // it exits, too
    const until = performance.now() + READY_MS
    while (!(await answers(port))) {
      if (child.exitCode !== null || performance.now() > until) {
        throw new Error(`${file} did not start (${String(child.exitCode)}).`)
      }
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  async memory(): Promise<Memory> {
    return (await this.#ask({ ask: 'memory' })) as Memory
  }

  /** Begins a CPU profile. @returns end it and write it to a file */
  async profile(): Promise<(file: string) => Promise<void>> {
    await this.#ask({ ask: 'profile' })
    return async (file) => void (await this.#ask({ ask: 'profiled', file }))
  }

  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    const child = this.#process
    const timer = setTimeout(() => child?.kill('SIGKILL'), STOP_MS)
    await this.#end('SIGTERM')
    clearTimeout(timer)
  }

  async #ask(question: Question): Promise<unknown> {
    const child = this.#process
    if (!child) throw new Error('It does not run.')
    const answered = once(child, 'message') as Promise<[{ value: unknown }]>
    child.send(question)
    return (await answered)[0].value
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#process
    this.#process = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
