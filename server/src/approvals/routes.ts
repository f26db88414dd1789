import { bulkApprovalBody, type ApprovalItem } from '@dateline/shared/api/contracts'
import { isFromDocuments } from '@dateline/shared/facts/from-documents'
import { can } from '@dateline/shared/users/policy'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { decide } from '../facts/decide.ts'
import { refusalAnswer } from '../facts/refusals.ts'
import { noSuchRoute } from '../http/error-handler.ts'
import { allow } from '../http/session.ts'
import { body } from '../http/validate.ts'
import type { KeyedQueue } from '../keyed-queue.ts'
import { scheduledCopies } from '../publishing/scheduled-copies.ts'
import { WaitingFacts } from './waiting-facts.ts'

/** Mounted at /api/approvals: what waits for an editor, over all stories. */
export function approvalRoutes(deps: Deps, decisions: KeyedQueue): Router {
  const router = Router()
  const waiting = new WaitingFacts(deps)

  // GET /api/approvals → 200 { items }: by deadline or schedule, then what waits longest; none of one's own
  router.get('/', async (req, res) => {
    const user = allow(deps, req, 'fact.approve')
    const { selfApproval } = await deps.policies.read()
    const cards = (await deps.stories.cards()).filter(
      (card) =>
        can(user, 'fact.approve', card) &&
        card.status !== 'killed' &&
        card.facts.open + card.facts.atRisk > 0,
    )
    const scheduled = await scheduledCopies(deps.db)
    const items = await Promise.all(
      cards.map(async ({ id, headline, slug, language, deadline }) => {
        const story = { id, headline, slug, language, deadline }
        return (await waiting.of(id)).map((item): ApprovalItem => {
          const copies = scheduled.get(id) ?? []
          const next = copies.find(({ facts }) => facts.some((fact) => fact.id === item.fact.id))
          return { story, ...item, goesOut: next?.dueAt ?? null }
        })
      }),
    )
    const isOthers = ({ fact }: ApprovalItem) =>
      selfApproval || (fact.createdBy !== user.id && fact.lastEditedBy !== user.id)
    res.json({ items: items.flat().filter(isOthers).toSorted(byUrgency) })
  })

  // POST /api/approvals → 200 { results }: several at once, each by its hash (rule A12)
  router.post('/', async (req, res) => {
    const user = allow(deps, req, 'fact.approve')
    const { approvals } = body(bulkApprovalBody, req)
    const results: { storyId: string; factId: string; approved: boolean; detail: string }[] = []
    for (const { storyId, factId, hash } of approvals) {
      const story = await deps.stories.get(storyId)
      const refuse = (detail: string) => results.push({ storyId, factId, approved: false, detail })
      if (!story || !can(user, 'fact.approve', story)) {
        refuse('There is no such story, or it is not yours to decide in.')
        continue
      }
      const asked = { kind: 'approve', hash, note: '', only: isFromDocuments } as const
      const decided = await decide(deps, decisions, storyId, factId, user, asked)
      if (decided.ok) {
        deps.live.announceRecord(storyId)
        results.push({ storyId, factId, approved: true, detail: '' })
      } else if (decided.error.reason === 'no-such-fact') refuse('There is no such fact.')
      else refuse(refusalAnswer(decided.error.reason, 'approve').detail)
    }
    res.json({ results })
  })

  router.use(noSuchRoute)
  return router
}

function byUrgency(a: ApprovalItem, b: ApprovalItem): number {
  const last = Number.MAX_SAFE_INTEGER
  return (
    Number(isAsked(a)) - Number(isAsked(b)) ||
    neededBy(a) - neededBy(b) ||
    (a.editedAt ?? last) - (b.editedAt ?? last) ||
    (a.fact.id < b.fact.id ? -1 : 1)
  )
}

/** The story's deadline, or the moment that a copy with it goes out by itself. */
const neededBy = ({ story, goesOut }: ApprovalItem): number =>
  Math.min(story.deadline ?? Number.MAX_SAFE_INTEGER, goesOut ?? Number.MAX_SAFE_INTEGER)

/** Whether it waits for an answer rather than for the editor. */
const isAsked = ({ fact }: ApprovalItem): boolean => fact.query !== null && !fact.query.answer
