import { join } from 'node:path'
import { eachTarget, type Scenario } from './scenario.ts'
import { TYPING_COLUMNS } from './typing-columns.ts'
import { measureTyping } from './typing.ts'

const TYPISTS = 10
const WATCHERS = 2_400

export const watch: Scenario = {
  id: 'watch',
  title: 'Ten type, 2,400 watch',
  note: 'Ten people type in one story that 2,400 others have open; each watcher says every 15 s that it is there, as a stock client does.',
  columns: TYPING_COLUMNS,
  run: (context) =>
    eachTarget(context, async (target) => {
      const { quick, profiles } = context
      const plan = {
        rooms: 1,
        typists: TYPISTS,
        watchers: WATCHERS,
        probed: 1,
        noted: TYPISTS,
        warmMs: 4_000,
        windowMs: quick ? 4_000 : 10_000,
      }
      const isOurs = profiles !== undefined && target.id === 'dateline'
      const file = isOurs ? join(profiles, 'watch.cpuprofile') : undefined
      return { ...(await measureTyping(target, plan, file)) }
    }),
}
