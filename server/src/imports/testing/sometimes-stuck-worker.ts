import { parentPort } from 'node:worker_threads'
import type { DraftRequest } from '../draft-story.ts'

// The real one, behind a text at which it hangs for ever, however fast the machine is.
parentPort?.on('message', ({ request }: DraftRequest) => {
  if ('text' in request && request.text === 'stuck') for (;;);
})
await import('../draft-worker.ts')
