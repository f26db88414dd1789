import { CheckDesk } from './check-desk.ts'
import type { CheckRequest } from './check-request.ts'

const desk = new CheckDesk()

addEventListener('message', ({ data }: MessageEvent<CheckRequest>) => {
  postMessage(desk.answer(data))
})
