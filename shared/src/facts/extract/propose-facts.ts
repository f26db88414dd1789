import type { Language } from '../../story/meta-doc.ts'
import type { DateReference } from '../dates/parse-date.ts'
import { readCopy, type CopyBlock } from './copy.ts'
import { finish, inOrder, type Mint } from './draft.ts'
import { withDates } from './loose-dates.ts'
import { mediatorEvidence } from './mediators.ts'
import { meetingDrafts } from './meetings.ts'
import { nameDrafts } from './name-drafts.ts'
import { partyEvidence } from './parties.ts'
import { placeEvidence } from './places.ts'
import type { Proposal } from './proposal.ts'
import { roundDrafts } from './rounds.ts'

export interface ProposeRequest {
  readonly blocks: readonly CopyBlock[]
  readonly language: Language
  /** The day the text appeared: years and "will" are read against it. */
  readonly reference: DateReference
}

/**
 * Facts that a copy states (rules E1–E3, docs/rules/import.md): who mediates, who sits at the
 * table, where, when, the rounds of talks and the next meeting, each once, with every place that
 * mentions it. Rules, not guesses: it leaves out what it is not sure of. Proposals point at each
 * other by id. Pure: ids come from `mint`.
 *
 * @returns in the order of the copy
 */
export function proposeFacts(request: ProposeRequest, mint: Mint): Proposal[] {
  const copy = readCopy(request.blocks, request.language, request.reference)
  const names = nameDrafts(
    copy,
    {
      mediator: mediatorEvidence(copy),
      party: partyEvidence(copy),
      place: placeEvidence(copy),
    },
    mint,
  )
  const meetings = meetingDrafts(copy, names, mint)
  const rounds = roundDrafts(copy, names, meetings, mint)
  return [...names.values(), ...withDates(copy, [...rounds, ...meetings], mint)]
    .map(finish)
    .filter((proposal) => proposal !== undefined)
    .toSorted((a, b) => inOrder(a.span, b.span) || (a.id < b.id ? -1 : 1))
}
