import type { Fact } from '@dateline/shared/facts/fact'
import type { FieldValue } from '@dateline/shared/facts/field-spec'
import { compareWire, type WireFinding } from '@dateline/shared/facts/wires/compare-wire'
import type { Wire } from '@dateline/shared/facts/wires/wire'
import { derived, type Snapshots } from '../sync/snapshots.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'

export interface JudgedWire {
  readonly wire: Wire
  /** Still to be decided, and decided; each in the order of `compareWire`. */
  readonly open: readonly WireFinding[]
  readonly decided: readonly WireFinding[]
  /** A fact of the story by id, or what the wire claims under that id, to show a value. */
  readonly facts: (id: string) => Fact | undefined
}

const bySession = new WeakMap<StorySession, Snapshots<readonly JudgedWire[]>>()

/** The wires of a story held against its facts as they are now; follows both. */
export function useWires(session: StorySession): readonly JudgedWire[] {
  const known = bySession.get(session) ?? judgedWires(session)
  bySession.set(session, known)
  return useSnapshot(known)
}

function judgedWires({ story, factStatuses }: StorySession): Snapshots<readonly JudgedWire[]> {
  return derived([story.wires, story.facts, factStatuses], () => {
    const statuses = factStatuses.list()
    return story.wires.list().map((wire): JudgedWire => {
      const findings = compareWire(wire.claims, story.facts.list(), (id) => {
        return statuses.get(id) === 'retracted'
      })
      const isDecided = ({ claim }: WireFinding) => wire.decided.has(claim.proposal.id)
      const claimed = new Map(wire.claims.map((claim) => [claim.proposal.id as string, claim]))
      return {
        wire,
        open: findings.filter((finding) => !isDecided(finding)),
        decided: findings.filter(isDecided),
        facts: (id) => story.facts.get(id) ?? claimAsFact(claimed.get(id)?.proposal),
      }
    })
  })
}

function claimAsFact(proposal: Wire['claims'][number]['proposal'] | undefined): Fact | undefined {
  if (!proposal) return undefined
  const { id, type, label } = proposal
  const fields = proposal.fields as Readonly<Record<string, FieldValue>>
  return { id, type, label, fields, sources: [], dependsOn: [], sensitivity: 'open' }
}

/** What asks for somebody: a wire's confirmations can wait. */
export const urgent = (wires: readonly JudgedWire[]): number =>
  wires.reduce((sum, { open }) => sum + open.filter(isUrgent).length, 0)

export const isUrgent = ({ verdict }: WireFinding): boolean => verdict !== 'confirms'
