import { join } from 'node:path'
import process from 'node:process'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'

/**
 * `@hocuspocus/server` as its documentation sets it up, with `extension-database` over the table and
 * the statements of `extension-sqlite`, which itself needs a compiler; in WAL mode, which is faster.
 * The packages lie where they were fetched to, so their shapes are written down here.
 */
interface Payload {
  readonly documentName: string
  readonly state: Uint8Array
}
interface ServerModule {
  Server: new (configuration: object) => { listen(): Promise<unknown> }
}
interface DatabaseModule {
  Database: new (configuration: {
    fetch: (payload: Payload) => Promise<Uint8Array | null>
    store: (payload: Payload) => Promise<void>
  }) => object
}

const { PEER_FOLDER = '', PORT = '', DATA = '', FLUSH_DELAY = '' } = process.env
const load = (file: string): Promise<unknown> =>
  import(pathToFileURL(join(PEER_FOLDER, 'node_modules/@hocuspocus', file)).href)
const { Server } = (await load('server/dist/hocuspocus-server.esm.js')) as ServerModule
const { Database } = (await load(
  'extension-database/dist/hocuspocus-database.esm.js',
)) as DatabaseModule

const db = new DatabaseSync(join(DATA, 'documents.db'))
db.exec('PRAGMA journal_mode = WAL')
db.exec(
  'CREATE TABLE IF NOT EXISTS documents (name varchar(255) NOT NULL, data blob NOT NULL, UNIQUE(name))',
)
const select = db.prepare('SELECT data FROM documents WHERE name = ? ORDER BY rowid DESC')
const insert = db.prepare(
  'INSERT INTO documents (name, data) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET data = excluded.data',
)

const server = new Server({
  port: Number(PORT),
  address: '127.0.0.1',
  quiet: true,
  ...(FLUSH_DELAY !== '' && { flushDelay: Number(FLUSH_DELAY) }),
  extensions: [
    new Database({
      fetch: async ({ documentName }) => {
        const data = select.get(documentName)?.['data']
        return data instanceof Uint8Array ? data : null
      },
      store: async ({ documentName, state }) => void insert.run(documentName, state),
    }),
  ],
  onAuthenticate: async ({ token }: { token: string }) => {
    if (token !== 'bench') throw new Error('Not allowed.')
  },
})
await server.listen()
