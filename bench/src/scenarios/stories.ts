import { join } from 'node:path'
import { orFailure, type Row, type Scenario } from './scenario.ts'
import { TYPING_COLUMNS } from './typing-columns.ts'
import { measureTyping } from './typing.ts'

const COUNTS = [50, 100, 200, 400]
const QUICK_COUNTS = [100]
const EDITORS = 4
/** What hundreds of stories call is compiled by then; before, that is most of what is measured. */
const WARM_MS = 15_000

export const stories: Scenario = {
  id: 'stories',
  title: 'Many stories, four editors in each',
  note: '50 to 400 stories with four editors each, all typing five letters a second. Twenty of the stories are looked into.',
  columns: [{ key: 'stories', head: 'stories' }, ...TYPING_COLUMNS],
  async run({ targets, quick, profiles, say }) {
    const rows: Row[] = []
    for (const count of quick ? QUICK_COUNTS : COUNTS) {
      for (const target of targets) {
        const plan = {
          rooms: count,
          typists: EDITORS,
          watchers: 0,
          probed: 20,
          noted: 1,
          warmMs: quick ? 3_000 : WARM_MS,
          windowMs: quick ? 3_000 : 6_000,
        }
        const file =
          profiles !== undefined && target.id === 'dateline'
            ? join(profiles, `stories-${count}.cpuprofile`)
            : undefined
        const measured = measureTyping(target, plan, file)
        const row = await orFailure(
          target,
          measured.then((result) => ({ ...result, stories: count })),
          { stories: count },
        )
        say(JSON.stringify(row))
        rows.push(row)
      }
    }
    return rows
  },
}
