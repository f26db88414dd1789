import { proposalListSchema, type proposalsBody } from '@dateline/shared/api/contracts'
import { useState } from 'react'
import type { z } from 'zod'
import { api } from '../api/api-client.ts'
import { ApiError } from '../api/api-error.ts'
import type { SaveState } from '../sync/save-state.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'

/** What is going on between the person and the proposals of a story. */
export type Taking =
  | { tag: 'idle' }
  | { tag: 'offline' }
  | { tag: 'sending' }
  | { tag: 'refused'; message: string }

type Answer = z.input<typeof proposalsBody>

const AWAY: readonly SaveState['tag'][] = ['loading', 'offline', 'refused', 'outOfDate']

/**
 * Asks the server to take proposals, or to turn them down: it decides one at a time in a story,
 * where two devices unknown to each other would both split the same words (docs/decisions/0002).
 */
export function useTaking({ storyId, saveState }: StorySession) {
  const isAway = AWAY.includes(useSnapshot(saveState).tag)
  const [state, setState] = useState<Exclude<Taking, { tag: 'offline' }>>({ tag: 'idle' })
  const send = async (answer: Answer) => {
    setState({ tag: 'sending' })
    try {
      await api('POST', `/api/stories/${storyId}/proposals`, proposalListSchema, answer)
      setState({ tag: 'idle' })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setState({ tag: 'refused', message: error.message })
    }
  }
  const shown: Taking = isAway ? { tag: 'offline' } : state
  return {
    state: shown,
    take: (decision: Answer['decision'], ids: Answer['ids']) => void send({ decision, ids }),
    dismiss: () => setState({ tag: 'idle' }),
  }
}
