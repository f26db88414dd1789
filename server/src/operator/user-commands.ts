import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { newAccountBody } from '@dateline/shared/api/contracts'
import { ROLES } from '@dateline/shared/users/role'
import { z } from 'zod'
import { BetterAccounts } from '../accounts/better-accounts.ts'
import { readSecret } from '../accounts/secret.ts'
import { SqlAuditLog } from '../audit/sql-audit-log.ts'
import type { Config } from '../config.ts'
import { openLogger } from '../observability/logger.ts'
import type { Database } from '../store/database.ts'
import { openRelational } from '../store/storage.ts'
import type { Command } from './command.ts'

/** Stands in audit rows for whoever has the machine. */
const OPERATOR = 'operator'

export const USER_COMMANDS: readonly Command[] = [
  {
    name: 'user add',
    summary: 'Adds a person to the newsroom.',
    help: `npm run dateline -- user add --email ADDRESS --name NAME --role ROLE [--password-stdin]

  --email           signs in with it
  --name            as colleagues see it
  --role            ${ROLES.join(', ')}
  --password-stdin  reads the password from standard input, at least 10 characters;
                    without it one is made and printed, once

The server may be running.`,
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      'password-stdin': { type: 'boolean' },
    },
    async run({ config, values }) {
      const given = values['password-stdin'] === true
      const password = given
        ? (await text(process.stdin)).trim()
        : randomBytes(12).toString('base64url')
      const { email, name, role } = values
      const parsed = newAccountBody.safeParse({ email, name, role, password })
      if (!parsed.success) throw new Error(z.prettifyError(parsed.error))
      return withAccounts(config, async (accounts, db) => {
        const account = await accounts.add(parsed.data)
        const detail = { user: account.id, email: account.email, role: account.role }
        await new SqlAuditLog(db, Date.now).record({ by: OPERATOR, action: 'user.add', detail })
        process.stdout.write(`Added ${account.name} (${account.role}), ${account.email}\n`)
        if (!given) process.stdout.write(`Password: ${password}\n`)
        return 0
      })
    },
  },
  {
    name: 'user list',
    summary: 'Lists the people of the newsroom.',
    help: `npm run dateline -- user list

One line a person: role, e-mail, name, and "closed" for an account that cannot sign in.`,
    options: {},
    run({ config }) {
      return withAccounts(config, async (accounts) => {
        for (const { role, email, name, closed } of await accounts.accounts()) {
          process.stdout.write(`${role}\t${email}\t${name}${closed ? '\tclosed' : ''}\n`)
        }
        return 0
      })
    },
  },
]

async function withAccounts(
  config: Config,
  act: (accounts: BetterAccounts, db: Database) => Promise<number>,
): Promise<number> {
  const log = openLogger('error')
  const db = await openRelational(config, log)
  try {
    const secret = await readSecret(config.dataDir, config.authSecret)
    return await act(await BetterAccounts.open({ config, db, secret, log }), db)
  } finally {
    await db.destroy()
  }
}
