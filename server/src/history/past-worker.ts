import { parentPort } from 'node:worker_threads'
import type { TaskAnswer } from '../task-thread.ts'
import { answerOf, type PastAnswer, type PastTask } from './past-tasks.ts'

const answer = (message: TaskAnswer<PastAnswer>) => parentPort?.postMessage(message, [])

parentPort?.on('message', (task: PastTask) => {
  try {
    answer({ kind: 'made', made: answerOf(task) })
  } catch (error) {
    answer({ kind: 'failed', message: error instanceof Error ? (error.stack ?? '') : '' })
  }
})
answer({ kind: 'ready' })
