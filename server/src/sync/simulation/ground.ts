import type { Append } from '../../store/update-store.ts'
import { Disk } from './disk.ts'
import type { Plan } from './plan.ts'
import { SimExchange, type ExchangeOptions } from './sim-bus.ts'
import { SimDatabase } from './sim-database.ts'

/** What every node stands on: its own disk, or what several share. */
export type Ground =
  | {
      readonly kind: 'disk'
      readonly disk: Disk
      /** Told of what is on it, as soon as it is. */
      readonly committed: (batch: readonly Append[], at: number) => void
    }
  | {
      readonly kind: 'shared'
      readonly database: SimDatabase
      readonly notices: SimExchange
      readonly redis: SimExchange | undefined
    }

interface Between extends Omit<ExchangeOptions, 'kind'> {
  readonly committed: (batch: readonly Append[], at: number) => void
}

export function layGround({ nodes, hasRedis }: Plan, { committed, ...between }: Between): Ground {
  if (nodes === 1) return { kind: 'disk', disk: new Disk(), committed }
  return {
    kind: 'shared',
    database: new SimDatabase(committed),
    notices: new SimExchange({ ...between, kind: 'notices' }),
    redis: hasRedis ? new SimExchange({ ...between, kind: 'redis' }) : undefined,
  }
}
