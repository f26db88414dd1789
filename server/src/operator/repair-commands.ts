import { openLogger } from '../observability/logger.ts'
import { SqliteUpdateStore } from '../store/sqlite/sqlite-update-store.ts'
import { openStorage } from '../store/storage.ts'
import type { Quarantined } from '../store/update-store.ts'
import type { Command } from './command.ts'
import { filesOnly } from './files-only.ts'
import { inWords } from './judge-story.ts'
import { repair } from './repair.ts'

export const REPAIR_COMMANDS: readonly Command[] = [
  {
    name: 'repair',
    summary: 'Sets aside what cannot be read, and puts back what a backup has of it.',
    help: `npm run dateline -- repair [BACKUP]

Moves every part of the log that cannot be read into quarantine, where its bytes are kept, so that
the rest of each story opens; says what that costs. With a BACKUP of this newsroom, the very same
updates are put back from it, and nothing else of it is used: what was written since stays.
The server must not be running. Exit code 1 while a story lacks something.`,
    options: {},
    async run({ config, positionals }) {
      filesOnly(
        config,
        'What cannot be read there is set aside when its story is opened; "verify" finds it.',
      )
      const { setAside, putBack } = await repair(config.dataDir, positionals[0])
      for (const it of setAside) process.stdout.write(`Set aside. ${inWords(it)} ${cost(it)}\n`)
      for (const { storyId, seq } of putBack) {
        process.stdout.write(`Put back. Story ${storyId}: update ${seq}.\n`)
      }
      const store = new SqliteUpdateStore(config.dataDir)
      const left = (await store.quarantined()).filter(({ isLost }) => isLost)
      await store.close()
      for (const it of left) process.stdout.write(`Lost. ${inWords(it)} ${cost(it)}\n`)
      if (setAside.length + putBack.length + left.length === 0) {
        process.stdout.write('Nothing to repair.\n')
      }
      return left.length === 0 ? 0 : 1
    },
  },
  {
    name: 'new-epoch',
    summary: 'Tells every client that the data was put back from a copy.',
    help: `npm run dateline -- new-epoch

After DATA_DIR was put back by other means than "restore" (a copied folder, a disk image), or the
database of DATABASE_URL with pg_restore: clients start from what the server has, and
offer what they have beyond it to their people, instead of mixing two pasts. No server must be
running.`,
    options: {},
    async run({ config }) {
      const storage = await openStorage(config, openLogger('error'))
      await storage.updates.renewEpoch(null)
      await storage.close()
      process.stdout.write('Every story begins a new epoch.\n')
      return 0
    },
  },
]

/** What people see of it. */
function cost({ kind, isLost, from, to, authors }: Quarantined): string {
  if (kind === 'snapshot') return 'It costs nothing: the log is there.'
  const day = (ms: number) => new Date(ms).toISOString()
  const when =
    from === null || to === null ? 'at an unknown time' : `between ${day(from)} and ${day(to)}`
  const who = authors.length > 0 ? ` by ${authors.join(', ')}` : ''
  const what = isLost
    ? 'The story lacks it and what hangs on it: what the same device wrote after it, and words right beside it.'
    : 'The story is whole; only its history lacks it.'
  return `Written ${when}${who}. ${what}`
}
