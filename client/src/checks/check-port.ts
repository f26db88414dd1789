import type { CheckAnswer, CheckRequest } from './check-request.ts'

/** The way to where the checks run. */
export interface CheckPort {
  post(request: CheckRequest): void
  close(): void
}

export interface PortEvents {
  readonly onAnswer: (answer: CheckAnswer) => void
  /** Nothing more will come: the browser has no workers, or this one broke. */
  readonly onBroken: () => void
}
export type OpenPort = (events: PortEvents) => CheckPort

/** The checks in a thread of their own, so that typing never waits for them (rule K16). */
export const openWorker: OpenPort = ({ onAnswer, onBroken }) => {
  if (typeof Worker === 'undefined') {
    queueMicrotask(onBroken)
    return { post: () => undefined, close: () => undefined }
  }
  const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<CheckAnswer>) => onAnswer(data))
  worker.addEventListener('error', onBroken)
  return {
    post: (request) => worker.postMessage(request, []),
    close: () => worker.terminate(),
  }
}
