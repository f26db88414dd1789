import type { Append } from '../../store/update-store.ts'
import type { Disk } from './disk.ts'
import type { SimExchange } from './sim-bus.ts'
import type { SimDatabase } from './sim-database.ts'

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
