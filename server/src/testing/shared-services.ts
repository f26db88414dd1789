import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { PrivatePostgres } from './private-postgres.ts'

/** Where the test files of one run ask for a database; set for the workers by the run's setup. */
const SOCKET = 'DATELINE_TEST_SERVICES'

/**
 * Vitest's global setup: one PostgreSQL for all test files of a run, started when the first of them
 * asks, stopped when the run ends.
 *
 * @returns the teardown
 */
export async function setup(): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'dateline-services-'))
  let postgres: Promise<PrivatePostgres> | undefined
  let databases = 0
  const server = createServer((_request, response) => {
    postgres ??= PrivatePostgres.open()
    postgres
      .then((running) => running.database(`test_${(databases += 1)}`))
      .then(
        (url) => response.end(url),
        (error: unknown) => response.writeHead(500).end(String(error)),
      )
  })
  process.env[SOCKET] = join(dir, 'socket')
  server.listen(process.env[SOCKET])
  await once(server, 'listening')
  return async () => {
    server.close()
    await (await postgres)?.close()
    await rm(dir, { recursive: true, force: true })
  }
}

/** @returns the URL of a fresh, empty database in the run's PostgreSQL */
export async function freshDatabase(): Promise<string> {
  const asked = request({ socketPath: process.env[SOCKET] ?? '', method: 'POST' }).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const said = await text(answer)
  if (answer.statusCode !== 200) throw new Error(said)
  return said
}
