import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createConnection, createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const SUPERVISE = fileURLToPath(new URL('supervise.ts', import.meta.url))

/** A program that listens on a port, run for a test; can be stopped and started again in between. */
export class PrivateService {
  readonly port: number
  readonly #command: readonly string[]
  readonly #stopSignal: NodeJS.Signals
  #child: ChildProcess | undefined

  /** @param stopSignal ends the program at once */
  constructor(port: number, command: readonly string[], stopSignal: NodeJS.Signals) {
    this.port = port
    this.#command = command
    this.#stopSignal = stopSignal
  }

  /** Resolves once it takes connections. @throws with what it said when it ends instead */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [SUPERVISE, this.#stopSignal, ...this.#command], {
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.#child = child
    const said: string[] = []
    for (const output of [child.stdout, child.stderr]) {
      output.on('data', (chunk: Buffer) => said.push(chunk.toString()))
    }
    while (!(await accepts(this.port))) {
      if (child.exitCode !== null) throw new Error(`It did not start:\n${said.join('')}`)
      await sleep(20)
    }
  }

  /** Resolves once the program is gone. */
  async stop(): Promise<void> {
    const child = this.#child
    this.#child = undefined
    if (!child || child.exitCode !== null) return
    const exited = once(child, 'exit')
    child.stdin?.end()
    await exited
  }
}

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function accepts(port: number): Promise<boolean> {
  const socket = createConnection({ port, host: '127.0.0.1' })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
