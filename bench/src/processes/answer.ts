import process from 'node:process'

/** Requests to a process of ours: each command with what it takes and gives. */
export type Commands = Record<string, (given: never) => unknown>

/** Answers what the process that forked this one asks, one command after the other's await. */
export function answer(commands: Commands): void {
  process.on('message', ({ id, command, given }: Request) => {
    void reply(id, async () => commands[command]?.(given as never))
  })
  process.on('disconnect', () => process.exit(0))
}

interface Request {
  readonly id: number
  readonly command: string
  readonly given: unknown
}

async function reply(id: number, act: () => Promise<unknown>): Promise<void> {
  try {
    process.send?.({ id, value: await act() })
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.message : String(error) })
  }
}
