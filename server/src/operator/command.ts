import type { ParseArgsOptionsConfig } from 'node:util'
import type { Config } from '../config.ts'

export interface Asked {
  readonly config: Config
  readonly values: Readonly<Record<string, unknown>>
  readonly positionals: readonly string[]
}

/** One command of `npm run dateline`. */
export interface Command {
  readonly name: string
  /** One line, for the list of commands. */
  readonly summary: string
  readonly help: string
  readonly options: ParseArgsOptionsConfig
  /** @returns the exit code @throws Error with a sentence for the operator */
  run(asked: Asked): Promise<number>
}
