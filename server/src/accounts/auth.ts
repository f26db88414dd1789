import { PASSWORD_MIN } from '@dateline/shared/api/contracts'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { getMigrations } from 'better-auth/db/migration'
import { bearer } from 'better-auth/plugins'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Database } from '../store/database.ts'
import { isPostgres } from '../store/is-postgres.ts'
import { withStartLock } from '../store/start-lock.ts'

const SESSION_SECONDS = 30 * 24 * 60 * 60

export interface AuthOptions {
  readonly config: Config
  readonly db: Database
  readonly secret: string
  readonly log: Logger
  /** Told after a session was deleted, with its person's id. */
  readonly sessionEnded: (userId: string) => void
}

export type Auth = ReturnType<typeof configure>

/** better-auth over our database, its tables brought to their current shape. */
export async function openAuth(options: AuthOptions): Promise<Auth> {
  const auth = configure(options)
  await withStartLock(options.db, async () => {
    const { runMigrations } = await getMigrations(auth.options)
    await runMigrations()
  })
  return auth
}

function configure({ config, db, secret, log, sessionEnded }: AuthOptions) {
  const base = config.publicUrl ?? 'http://localhost'
  return betterAuth({
    appName: 'Dateline',
    baseURL: base,
    basePath: '/api/auth',
    secret,
    database: { db, type: isPostgres(db) ? 'postgres' : 'sqlite' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true, // people are added by an admin, the command line or the demo
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: 200,
    },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, defaultValue: 'viewer', input: false },
        color: { type: 'string', required: false, input: false },
        closed: { type: 'boolean', required: true, defaultValue: false, input: false },
      },
    },
    // A fixed life: what refreshes a session would also have to refresh the browser's cookie.
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    plugins: [bearer()],
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            const user = await context?.context.internalAdapter.findUserById(session.userId)
            if (user && 'closed' in user && user.closed === true) {
              throw new APIError('FORBIDDEN', {
                code: 'ACCOUNT_CLOSED',
                message: 'This account was closed. Ask an admin.',
              })
            }
          },
        },
        delete: { after: async (session) => sessionEnded(session.userId) },
      },
    },
    // Where requests come from, how many and from which page is decided once, for every route, in
    // http/same-origin.ts and sign-in-limit.ts.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'dateline',
      useSecureCookies: base.startsWith('https:'),
      disableCSRFCheck: true,
      disableOriginCheck: true,
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    // Failed sign-ins are the client's business and logged with the request; never an address.
    logger: {
      level: 'error',
      log: (_level, message) => log.error({ from: 'better-auth' }, message),
    },
  })
}
