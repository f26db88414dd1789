import { rmSync } from 'node:fs'
import type { Seat } from '../load/seat.ts'
import type { WireKind } from '../load/wire.ts'
import { tempFolder } from '../temp-folder.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'
import type { Memory, Running } from './target.ts'

interface PlainServer {
  readonly file: string
  readonly env: (port: number, dataDir: string) => Readonly<Record<string, string>>
  readonly wire: WireKind
}

/** A server without accounts: a room is there when somebody names it. */
export async function startPlain(server: PlainServer): Promise<Running> {
  const port = await freePort()
  const dataDir = tempFolder('peer')
  const { file, wire } = server
  const running = new ServerProcess({
    file,
    cwd: dataDir,
    env: server.env(port, dataDir),
    port,
  })
  await running.start()
  let rooms = 0
  return {
    url: `http://127.0.0.1:${port}`,
    get pid() {
      return running.pid
    },
    newRooms: async (count) => Array.from({ length: count }, () => `story-${rooms++}`),
    seat: (room): Seat => ({
      port,
      path: wire === 'hocuspocus' ? '/' : `/${room}`,
      headers: {},
      wire,
      name: room,
      token: 'bench',
    }),
    memory: (): Promise<Memory> => running.memory(),
    profile: () => running.profile(),
    kill: () => running.kill(),
    stopOnly: () => running.stop(),
    startAgain: () => running.start(),
    async stop() {
      await running.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
