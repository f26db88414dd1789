import { backup, restore } from './backup.ts'
import type { Command } from './command.ts'
import { filesOnly } from './files-only.ts'
import { verifyDatabase } from './verify-database.ts'
import { verify } from './verify.ts'

export const BACKUP_COMMANDS: readonly Command[] = [
  {
    name: 'backup',
    summary: 'Writes everything into one file.',
    help: `npm run dateline -- backup FILE

Writes accounts, stories with their whole history, decisions and the secret of DATA_DIR into FILE
(.tar.gz, which must not exist). The server may be running. Keep the file as safe as the data: who
has it can sign sessions. With DATABASE_URL the data is in PostgreSQL: use pg_dump.`,
    options: {},
    async run({ config, positionals }) {
      filesOnly(config, 'Back it up with pg_dump, and keep AUTH_SECRET beside it.')
      const file = onlyFile(positionals)
      await backup(config.dataDir, file)
      process.stdout.write(`Backed up ${config.dataDir} to ${file}\n`)
      return 0
    },
  },
  {
    name: 'restore',
    summary: 'Fills an empty DATA_DIR from a backup.',
    help: `npm run dateline -- restore FILE

Puts the backup FILE into DATA_DIR, which must be empty: a restore never overwrites. The server
must not be running on it. With DATABASE_URL: pg_restore, then "new-epoch".`,
    options: {},
    async run({ config, positionals }) {
      filesOnly(config, 'Put a dump back with pg_restore, then run "new-epoch".')
      const file = onlyFile(positionals)
      await restore(config.dataDir, file)
      process.stdout.write(`Restored ${file} into ${config.dataDir}\n`)
      return 0
    },
  },
  {
    name: 'verify',
    summary: 'Reads everything that is stored and checks it.',
    help: `npm run dateline -- verify

Checks both files of DATA_DIR, or the database of DATABASE_URL: the checksum, numbering and decoding of every stored update, and
that every story has a document. Changes nothing; the server may be running. Exit code 1 and one
line for each trouble when something is wrong.`,
    options: {},
    async run({ config }) {
      const { databaseUrl, dataDir } = config
      const verdict =
        databaseUrl === undefined ? verify(dataDir) : await verifyDatabase(databaseUrl)
      const { stories, updates, troubles } = verdict
      for (const trouble of troubles) process.stderr.write(`${trouble}\n`)
      process.stdout.write(`${stories} stories, ${updates} updates, ${troubles.length} troubles\n`)
      return troubles.length === 0 ? 0 : 1
    },
  },
]

function onlyFile(positionals: readonly string[]): string {
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new Error('Name one file. See --help.')
  return file
}
