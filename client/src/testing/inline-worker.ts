import { CheckDesk } from '../checks/check-desk.ts'
import type { CheckRequest } from '../checks/check-request.ts'

/** For tests: stands in for the global Worker of the checks, and answers before it returns. */
export class InlineWorker extends EventTarget {
  readonly #desk = new CheckDesk()

  postMessage(request: CheckRequest): void {
    const data = this.#desk.answer(structuredClone(request))
    this.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) }))
  }

  terminate(): void {
    // Nothing runs on its own here.
  }
}
