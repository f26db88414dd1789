import { existsSync } from 'node:fs'
import { freePort, PrivateService } from './private-service.ts'

const PROGRAM = ['/usr/bin/redis-server', '/usr/bin/valkey-server'].find((path) => existsSync(path))
export const hasRedis = PROGRAM !== undefined
export const WITHOUT_REDIS = 'skipped: Redis is not installed on this machine'

/** A Redis of a test's own, on a free port, that keeps nothing on disk. */
export class PrivateRedis {
  readonly url: string
  readonly #service: PrivateService

  private constructor(service: PrivateService) {
    this.#service = service
    this.url = `redis://127.0.0.1:${service.port}`
  }

  static async open(): Promise<PrivateRedis> {
    const port = await freePort()
    const quiet = ['--save', '', '--appendonly', 'no', '--bind', '127.0.0.1']
    const command = [PROGRAM ?? '', '--port', `${port}`, ...quiet]
    const redis = new PrivateRedis(new PrivateService(port, command, 'SIGKILL'))
    await redis.start()
    return redis
  }

  start(): Promise<void> {
    return this.#service.start()
  }

  stop(): Promise<void> {
    return this.#service.stop()
  }
}
