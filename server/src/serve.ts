import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { openDemo } from './demo/open-demo.ts'
import type { Deps } from './deps.ts'
import { InFlight } from './http/in-flight.ts'
import { withStartLock } from './store/start-lock.ts'
import { attachSync } from './sync/upgrade.ts'
import { wire, type Wired } from './wire.ts'

const CLIENT_DIR = fileURLToPath(new URL('../../client/dist', import.meta.url))
/** Of the ten seconds a drain may take: for requests under way, and for sockets to close. */
const REQUESTS_MS = 3_000
const SOCKETS_MS = 2_000
/** For a request to arrive: its headers, and all of it. Who sends a byte a second holds no place. */
const ARRIVAL = {
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
}

export interface Running {
  /** Where it listens, e.g. `http://127.0.0.1:8080`. */
  readonly url: string
  readonly deps: Deps
  /** Takes nothing new, commits what is under way, tells sockets to come back (1012), closes. */
  readonly close: () => Promise<void>
}

/** Opens everything and listens. @throws when the port is taken or the data cannot be opened */
export async function serve(config: Config, log: Logger): Promise<Running> {
  const wired = await wire(config, log)
  try {
    return await listen(config, wired)
  } catch (error) {
    await wired.close()
    throw error
  }
}

async function listen(config: Config, wired: Wired): Promise<Running> {
  const { deps, live, accounts, feed, publisher, metrics } = wired
  const demo = await withStartLock(deps.db, () => openDemo(deps))
  const inFlight = new InFlight()
  let draining = false
  const isReady = async () => {
    if (draining) return false
    await sql`SELECT 1`.execute(deps.db)
    return true
  }
  const server = createServer(
    // Any other wish to switch protocols (curl's for HTTP/2, say) is answered as if it were not there.
    { ...ARRIVAL, shouldUpgradeCallback: ({ url }) => url?.startsWith('/sync/') ?? false },
    createApp(deps, {
      auth: accounts,
      feed,
      publisher,
      metrics,
      inFlight,
      isReady,
      demoSignIns: async () => demo,
      clientDir: CLIENT_DIR,
    }),
  )
  const detachSync = attachSync(server, { ...deps, live, metrics })
  if (config.limitsOn) server.maxConnections = config.limits.MAX_CONNECTIONS
  server.on('drop', () => metrics.refused('too-many-connections'))
  server.listen(config.port, config.host)
  await once(server, 'listening')
  publisher.start()

  const drain = async () => {
    draining = true
    const closed = once(server, 'close')
    detachSync()
    server.close()
    feed.close()
    await inFlight.settled(REQUESTS_MS)
    await wired.close()
    server.closeIdleConnections() // those that were busy when it stopped listening
    const cut = setTimeout(() => server.closeAllConnections(), SOCKETS_MS)
    await closed
    clearTimeout(cut)
  }
  let drained: Promise<void> | undefined
  return { url: urlOf(config.host, server), deps, close: () => (drained ??= drain()) }
}

function urlOf(host: string, server: Server): string {
  const { port } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
