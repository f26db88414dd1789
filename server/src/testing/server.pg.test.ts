import { describe } from 'vitest'
import { hasPostgres, WITHOUT_POSTGRES } from './private-postgres.ts'
import { ENGINE } from './test-database.ts'

const NOTE = hasPostgres ? '' : ` (${WITHOUT_POSTGRES})`
if (!hasPostgres) process.stderr.write(`server.pg.test.ts ${WITHOUT_POSTGRES}\n`)
process.env[ENGINE] = 'postgres'

// What the HTTP API and the sockets do, they do on PostgreSQL: the suites of the routes, once more.
describe.skipIf(!hasPostgres)(`the server on PostgreSQL${NOTE}`, async () => {
  await import('../accounts/accounts.test.ts')
  await import('../stories/stories.test.ts')
  await import('../facts/routes.test.ts')
  await import('../history/routes.test.ts')
  await import('../media/routes.test.ts')
  await import('../publishing/target-routes.test.ts')
  await import('../publishing/publication-routes.test.ts')
  await import('../sync/sockets.test.ts')
})
