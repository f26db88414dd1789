import type { Language } from '../../story/meta-doc.ts'
import type { DateReference } from '../dates/parse-date.ts'
import { agreementRounds } from './agreement-rounds.ts'
import { agreementDrafts } from './agreements.ts'
import type { CopyBlock } from './copy-block.ts'
import { readCopy } from './copy.ts'
import { finish, inOrder, type Mint } from './draft.ts'
import { issueDrafts } from './issues.ts'
import { withDates } from './loose-dates.ts'
import { mechanismDrafts } from './mechanisms.ts'
import { mediatorEvidence } from './mediators.ts'
import { meetingDrafts } from './meetings.ts'
import { nameDrafts } from './name-drafts.ts'
import { partyEvidence } from './parties.ts'
import { peopleOf } from './people.ts'
import { placeEvidence } from './places.ts'
import type { Proposal } from './proposal.ts'
import { readingsOf } from './readings.ts'
import { roundDrafts } from './rounds.ts'
import { withSpokespersons } from './spokespersons.ts'
import { statementDrafts } from './statements.ts'

export interface ProposeRequest {
  readonly blocks: readonly CopyBlock[]
  readonly language: Language
  /** The day the text appeared: years and "will" are read against it. */
  readonly reference: DateReference
}

/**
 * Facts that a copy states (rules E1–E6, docs/rules/import.md): who mediates, who sits at the
 * table, where, when, the rounds of talks and the next meeting, what was agreed and what is argued
 * over, who watches over it, who said what; each once, with every place that mentions it. Rules,
 * not guesses: it leaves out what it is not sure of. Proposals point at each other by id. Pure: ids
 * come from `mint`.
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
  const readings = readingsOf(copy)
  const people = peopleOf(copy, readings, mint)
  const meetings = meetingDrafts(copy, names, mint)
  const rounds = roundDrafts(copy, names, meetings, mint)
  const agreements = agreementDrafts(copy, names, mint)
  const statements = statementDrafts(copy, readings, people, names, mint)
  return [
    ...withSpokespersons([...names.values()], people.drafts),
    ...people.drafts,
    ...withDates(copy, [...rounds, ...meetings, ...agreements, ...statements], mint),
    ...agreementRounds(copy, agreements, rounds, names, mint),
    ...mechanismDrafts(copy, mint),
    ...issueDrafts(readings, mint),
  ]
    .map(finish)
    .filter((proposal) => proposal !== undefined)
    .toSorted((a, b) => inOrder(a.span, b.span) || (a.id < b.id ? -1 : 1))
}
