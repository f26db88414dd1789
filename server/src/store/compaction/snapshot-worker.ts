import { parentPort } from 'node:worker_threads'
import type { TaskAnswer } from '../../task-thread.ts'
import type { StoredState } from '../update-store.ts'
import type { MadeSnapshot } from './compacting-store.ts'
import { makeSnapshot } from './make-snapshot.ts'

const answer = (message: TaskAnswer<MadeSnapshot>) => parentPort?.postMessage(message, [])

parentPort?.on('message', (state: StoredState) => {
  makeSnapshot(state).then(
    (made) => answer({ kind: 'made', made }),
    (error: unknown) => {
      answer({ kind: 'failed', message: error instanceof Error ? (error.stack ?? '') : '' })
    },
  )
})
answer({ kind: 'ready' })
