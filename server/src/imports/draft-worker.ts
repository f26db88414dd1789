import { parentPort } from 'node:worker_threads'
import { HttpError } from '../http/http-error.ts'
import { draftStory, type DraftRequest, type StoryDraft } from './draft-story.ts'

/** What the worker says: that it is there, or what became of the one draft it was asked for last. */
export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'draft'; readonly draft: StoryDraft }
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly code: string
      readonly detail: string
    }
  | { readonly kind: 'failed'; readonly message: string }

const port = parentPort
const answer = (message: WorkerAnswer) => port?.postMessage(message)

port?.on('message', (request: DraftRequest) => {
  try {
    answer({ kind: 'draft', draft: draftStory(request) })
  } catch (error) {
    if (error instanceof HttpError) {
      const { status, code, message: detail } = error
      answer({ kind: 'refused', status, code, detail })
    } else {
      answer({ kind: 'failed', message: error instanceof Error ? (error.stack ?? '') : '' })
    }
  }
})
answer({ kind: 'ready' })
