import type { DecisionKind, DecisionRefusal } from '@dateline/shared/facts/status'

export interface RefusalAnswer {
  readonly status: 403 | 409 | 422
  readonly detail: string
}

/** Each refusal of `judge` as an HTTP status and a sentence that says what to do (rules A1–A7). */
export function refusalAnswer(
  reason: DecisionRefusal | 'bad-dispute' | 'not-from-documents',
  kind: DecisionKind,
): RefusalAnswer {
  switch (reason) {
    case 'not-an-editor':
      return { status: 403, detail: NOT_AN_EDITOR[kind] }
    case 'own-fact':
      return {
        status: 403,
        detail:
          'You made this fact or were the last to edit it, so another editor has to approve it.',
      }
    case 'fact-moved':
      return {
        status: 409,
        detail:
          'The fact has changed since you saw it. Look at it as it stands now, then decide again.',
      }
    case 'needs-source':
      return {
        status: 422,
        detail:
          'The fact has no source that counts. Add one; an anonymous source needs a description for the copy and the reason why they are not named.',
      }
    case 'needs-second-source':
      return {
        status: 422,
        detail:
          'A fact of this type needs two sources of which one is marked independent of the other, or one principal on the record.',
      }
    case 'needs-reason':
      return { status: 422, detail: NEEDS_REASON[kind] }
    case 'two-values':
      return {
        status: 422,
        detail:
          'Two people set a field of this fact without knowing of each other. Choose one value first, then approve.',
      }
    case 'dispute-needs-source':
      return {
        status: 422,
        detail:
          'What stands against the fact needs a source that counts: a publisher, a link or an excerpt; an anonymous one a description and the reason why they are not named.',
      }
    case 'bad-dispute':
      return {
        status: 422,
        detail:
          'The dispute does not fit the fact: name one of its filled fields, and another value of the same kind, or none with a denial.',
      }
    case 'not-from-documents':
      return {
        status: 422,
        detail:
          'Several facts at once: only those whose sources are all official documents on the record. Approve this one by itself.',
      }
    case 'no-such-pair':
      return {
        status: 409,
        detail:
          'What stands against the fact is not what you saw. Look at both sides as they are now, then decide again.',
      }
    case 'retracted':
      return {
        status: 422,
        detail: 'The fact is retracted and stays so. Make a new fact that supersedes it.',
      }
    default:
      return reason satisfies never
  }
}

const NOT_AN_EDITOR: Readonly<Record<DecisionKind, string>> = {
  approve: 'Only an editor may approve a fact.',
  dispute: 'Only a reporter or an editor may dispute a fact.',
  retract:
    'Only an editor may retract this fact; reporters may retract their own until it is approved.',
}

const NEEDS_REASON: Readonly<Record<DecisionKind, string>> = {
  approve:
    'The fact is disputed. Say in a note why it may be approved all the same, or approve both sides as a pair.',
  dispute: 'Say in a note what speaks against the fact, or attach the other value or the denial.',
  retract: 'Say in a note why the fact is retracted.',
}
