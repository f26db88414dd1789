import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components'

interface ToastMessage {
  readonly text: string
  readonly tone: 'good' | 'bad' | 'plain'
}

const READING_TIME = 6_000 // ms

export const toasts = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 })

/** Tells the person something that needs no answer. Bad news stays until it is dismissed. */
export function tell(text: string, tone: ToastMessage['tone'] = 'plain'): void {
  toasts.add({ text, tone }, tone === 'bad' ? {} : { timeout: READING_TIME })
}
