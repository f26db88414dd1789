import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { startPlain } from './plain-running.ts'
import type { Target } from './target.ts'

export const relay: Target = {
  id: 'relay',
  label: 'bare ws relay, 20 ms',
  isDurable: false,
  hasDocuments: false,
  prepare: async () => {},
  start: () =>
    startPlain({
      file: join(import.meta.dirname, 'relay-main.ts'),
      wire: 'relay',
      env: (port) => ({ PORT: String(port) }),
    }),
  versions: () => {
    const file = createRequire(import.meta.url).resolve('ws/package.json')
    return {
      'ws of the relay': (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version,
    }
  },
}
