import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Bus } from './bus.ts'
import { LayeredBus } from './layered-bus.ts'
import { NotifyBus } from './notify-bus.ts'
import { RedisBus } from './redis-bus.ts'

/** The way from this server to the others on its database; waits for nothing to be there. */
export function openBus(databaseUrl: string, redisUrl: string | undefined, log: Logger): Bus {
  const node = randomUUID()
  const fast = redisUrl === undefined ? undefined : new RedisBus(redisUrl, node, log)
  return new LayeredBus(fast, new NotifyBus(databaseUrl, node, log))
}
