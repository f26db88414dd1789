import { join } from 'node:path'
import { installPeer, peerFolder, peerVersions, type PeerPackage } from './peer-package.ts'
import { startPlain } from './plain-running.ts'
import type { Target } from './target.ts'

/** Its newest `@y/protocols` asks for a package that has no release; the one before does not. */
const PACKAGE: PeerPackage = {
  name: 'y-websocket-server',
  dependencies: { '@y/websocket-server': '0.1.5' },
  overrides: { '@y/protocols': '1.0.6-1' },
}

/** The program of its package, in memory. */
export const yWebsocketServer: Target = {
  id: 'y-websocket-server',
  label: '@y/websocket-server (in memory)',
  isDurable: false,
  hasDocuments: true,
  prepare: async () => installPeer(PACKAGE),
  start: () =>
    startPlain({
      file: join(peerFolder(PACKAGE), 'node_modules/@y/websocket-server/src/server.js'),
      wire: 'y-websocket',
      env: (port) => ({ HOST: '127.0.0.1', PORT: String(port) }),
    }),
  versions: () => peerVersions(PACKAGE, ['@y/websocket-server']),
}
