import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Commands } from './answer.ts'

interface Waiting {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

/** A process of ours and the commands it answers. */
export class Helper<C extends Commands> {
  readonly #process: ChildProcess
  readonly #waiting = new Map<number, Waiting>()
  #next = 0

  /** @param file beside this one */
  constructor(file: string) {
    this.#process = fork(join(import.meta.dirname, file), { serialization: 'advanced' })
    this.#process.on('message', (message) => this.#answered(message as Answer))
    this.#process.on('exit', (code) => {
      for (const { reject } of this.#waiting.values()) {
        reject(new Error(`${file} ended with ${String(code)}.`))
      }
    })
  }

  ask<K extends string & keyof C>(
    command: K,
    ...[given]: Parameters<C[K]>
  ): Promise<Awaited<ReturnType<C[K]>>> {
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#process.send({ id, command, given })
    })
  }

  stop(): void {
    this.#process.kill('SIGKILL')
  }

  #answered({ id, value, error }: Answer): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error === undefined) waiting?.resolve(value as never)
    else waiting?.reject(new Error(error))
  }
}

interface Answer {
  readonly id: number
  readonly value?: unknown
  readonly error?: string
}
