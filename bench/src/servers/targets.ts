import { dateline } from './dateline.ts'
import { hocuspocus } from './hocuspocus.ts'
import { relay } from './relay.ts'
import type { Target } from './target.ts'
import { yWebsocketServer } from './y-websocket-server.ts'

/** ms, chosen by hand: a quarter of what p95 may be, and about what we take in a crowd ourselves. */
const TUNED_FLUSH_MS = 50

export const TARGETS: readonly Target[] = [
  dateline,
  hocuspocus('hocuspocus', 'Hocuspocus, default'),
  hocuspocus('hocuspocus-tuned', `Hocuspocus, flushDelay ${TUNED_FLUSH_MS}`, TUNED_FLUSH_MS),
  yWebsocketServer,
  relay,
]
