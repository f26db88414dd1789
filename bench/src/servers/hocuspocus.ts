import { join } from 'node:path'
import { installPeer, peerFolder, peerVersions, type PeerPackage } from './peer-package.ts'
import { startPlain } from './plain-running.ts'
import type { Target } from './target.ts'

const PACKAGE: PeerPackage = {
  name: 'hocuspocus',
  dependencies: {
    '@hocuspocus/server': '4.7.0',
    '@hocuspocus/extension-database': '4.7.0',
    'y-protocols': '1.0.7',
    yjs: '13.6.33',
  },
}

/** @param flushDelay ms; undefined: the default, which batches what one turn of the loop brings */
export const hocuspocus = (id: string, label: string, flushDelay?: number): Target => ({
  id,
  label,
  isDurable: true,
  hasDocuments: true,
  prepare: async () => installPeer(PACKAGE),
  start: () =>
    startPlain({
      file: join(import.meta.dirname, 'hocuspocus-main.ts'),
      wire: 'hocuspocus',
      env: (port, dataDir) => ({
        PEER_FOLDER: peerFolder(PACKAGE),
        PORT: String(port),
        DATA: dataDir,
        FLUSH_DELAY: flushDelay === undefined ? '' : String(flushDelay),
      }),
    }),
  versions: () => peerVersions(PACKAGE, ['@hocuspocus/server']),
})
