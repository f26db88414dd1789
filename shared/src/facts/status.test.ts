import { describe, expect, test } from 'vitest'
import { aSource, id } from '../testing/story-builder.ts'
import type { Role } from '../users/role.ts'
import { factHash } from './canonical.ts'
import type { Fact } from './fact.ts'
import type { Source } from './source.ts'
import {
  DEFAULT_APPROVAL_POLICY,
  factStatus,
  isUsable,
  isWellSourced,
  judge,
  type Decision,
  type DecisionKind,
  type DecisionRefusal,
  type FactRecord,
} from './status.ts'

const bare: Fact = {
  id: id('f'),
  type: 'meeting',
  label: 'Next meeting',
  fields: {},
  sources: [],
  dependsOn: [],
  sensitivity: 'open',
}
const unsourced: Fact = { ...bare, fields: { certainty: 'planned' } }
const sourced: Fact = { ...unsourced, sources: [aSource()] }
const edited: Fact = { ...sourced, fields: { certainty: 'likely' } }

const decision = (kind: DecisionKind, fact: Fact, by = 'eve'): Decision => ({
  kind,
  hash: factHash(fact),
  by,
  at: 1,
  note: kind === 'approve' ? '' : 'because',
  frozen: fact,
})
const approved = (fact: Fact): FactRecord => {
  return { latest: decision('approve', fact), approval: decision('approve', fact) }
}
const disputed: FactRecord = { latest: decision('dispute', sourced) }
const retracted: FactRecord = { latest: decision('retract', sourced) }
const authorship = { createdBy: 'rita', lastEditedBy: 'rob', lastEditedAt: 1 }

describe('status', () => {
  test.each([
    ['[S1] a label and a type', bare, {}, 'proposed'],
    ['[S2] values without a source', unsourced, {}, 'needs_source'],
    ['[S3] a source that counts', sourced, {}, 'in_check'],
    ['[S3] a source before any value', { ...bare, sources: [aSource()] }, {}, 'in_check'],
    [
      '[S2] a source that does not count',
      { ...unsourced, sources: [aSource({ record: 'off' })] },
      {},
      'needs_source',
    ],
    ['[S4] approved as it stands', sourced, approved(sourced), 'approved'],
    ['[S5] edited since', edited, approved(sourced), 'changed'],
    ['[S5] its source withdrawn since', unsourced, approved(sourced), 'changed'],
    ['[S4] edited and put back', { ...sourced }, approved(sourced), 'approved'],
    ['[S6] disputed', sourced, disputed, 'disputed'],
    ['[S6] disputed and edited since', edited, disputed, 'disputed'],
    ['[S6] approved, then disputed', sourced, { ...approved(sourced), ...disputed }, 'disputed'],
    ['[S7] retracted', sourced, retracted, 'retracted'],
    ['[S7] retracted and edited since', edited, retracted, 'retracted'],
  ] as const)('%s', (_, fact, record, status) => {
    expect(factStatus(fact, record)).toBe(status)
  })
})

describe('sources', () => {
  const anonymous: Source = { id: 's', kind: 'anonymous' }
  test.each<[string, Source, boolean]>([
    ['a publisher', aSource(), true],
    ['only an address', { id: 's', kind: 'wire', url: 'https://example.org' }, true],
    [
      'an address beside an empty publisher',
      aSource({ publisher: '', url: 'https://example.org' }),
      true,
    ],
    ['only an excerpt', { id: 's', kind: 'document', excerpt: 'words' }, true],
    ['nothing but a kind', { id: 's', kind: 'wire' }, false],
    ['blanks', aSource({ publisher: '  ' }), false],
    ['off the record', aSource({ record: 'off' }), false],
    ['on background', aSource({ record: 'background' }), true],
    ['anonymous without more', anonymous, false],
    ['anonymous with a publisher only', { ...anonymous, publisher: 'A paper' }, false],
    ['anonymous, described', { ...anonymous, descriptor: 'a diplomat' }, false],
    [
      'anonymous, described, with a reason',
      { ...anonymous, descriptor: 'a diplomat', anonymityReason: 'not cleared' },
      true,
    ],
    [
      'anonymous, described by blanks',
      { ...anonymous, descriptor: ' ', anonymityReason: ' ' },
      false,
    ],
  ])('[F5] %s', (_, source, counts) => {
    expect(isUsable(source)).toBe(counts)
  })

  test.each<[string, Source[], boolean]>([
    ['one wire', [aSource()], false],
    ['two wires, nothing said', [aSource(), aSource({ id: 's2' })], false],
    [
      'two wires, one independent of the other',
      [aSource({ independentOf: ['s2'] }), aSource({ id: 's2' })],
      true,
    ],
    ['a wire independent of itself', [aSource({ independentOf: ['s1'] })], false],
    [
      'independent of one that does not count',
      [aSource({ independentOf: ['s2'] }), aSource({ id: 's2', record: 'off' })],
      false,
    ],
    ['an official statement', [aSource({ kind: 'official_statement' })], true],
    [
      'a named person on background',
      [aSource({ kind: 'named_person', record: 'background' })],
      false,
    ],
    ['somebody at the scene', [aSource({ kind: 'on_scene', record: 'on' })], true],
  ])('[F6] %s', (_, sources, enough) => {
    expect(isWellSourced(sources)).toBe(enough)
  })
})

describe('judge', () => {
  const ask = (kind: DecisionKind, by: string, role: Role, note = '', fact = sourced) => {
    return { kind, by, role, note, hash: factHash(fact) }
  }
  const figure: Fact = { ...sourced, type: 'figure', fields: { exact: 3 } }

  test.each<[string, Fact, FactRecord, ReturnType<typeof ask>, DecisionRefusal | 'ok']>([
    ['[A2] an editor approves', sourced, { authorship }, ask('approve', 'eve', 'editor'), 'ok'],
    ['[A2] an admin approves', sourced, { authorship }, ask('approve', 'ada', 'admin'), 'ok'],
    [
      '[A2] a reporter does not',
      sourced,
      { authorship },
      ask('approve', 'ray', 'reporter'),
      'not-an-editor',
    ],
    [
      '[A2] a viewer does not',
      sourced,
      { authorship },
      ask('approve', 'vic', 'viewer'),
      'not-an-editor',
    ],
    [
      '[A2] its creator does not',
      sourced,
      { authorship },
      ask('approve', 'rita', 'editor'),
      'own-fact',
    ],
    [
      '[A2] its last editor does not',
      sourced,
      { authorship },
      ask('approve', 'rob', 'admin'),
      'own-fact',
    ],
    [
      '[A3] not what has moved',
      edited,
      { authorship },
      ask('approve', 'eve', 'editor'),
      'fact-moved',
    ],
    [
      '[A3] nor disputes what has moved',
      edited,
      { authorship },
      ask('dispute', 'ray', 'reporter', 'no'),
      'fact-moved',
    ],
    [
      '[A2] who has no right learns nothing of the fact',
      edited,
      retracted,
      ask('approve', 'ray', 'reporter'),
      'not-an-editor',
    ],
    [
      '[A4] not without a source',
      unsourced,
      {},
      ask('approve', 'eve', 'editor', '', unsourced),
      'needs-source',
    ],
    [
      '[A4] a figure needs two',
      figure,
      {},
      ask('approve', 'eve', 'editor', '', figure),
      'needs-second-source',
    ],
    [
      '[A6] anyone who writes may dispute',
      sourced,
      approved(sourced),
      ask('dispute', 'ray', 'reporter', 'They deny it'),
      'ok',
    ],
    ['[A6] with a reason', sourced, {}, ask('dispute', 'ray', 'reporter', '  '), 'needs-reason'],
    ['[A6] a viewer does not', sourced, {}, ask('dispute', 'vic', 'viewer', 'x'), 'not-an-editor'],
    [
      '[A6] a disputed fact is approved with a reason',
      sourced,
      disputed,
      ask('approve', 'eve', 'editor', 'Both confirmed'),
      'ok',
    ],
    ['[A6] not without', sourced, disputed, ask('approve', 'eve', 'editor'), 'needs-reason'],
    [
      '[A6] an editor retracts with a reason',
      sourced,
      approved(sourced),
      ask('retract', 'eve', 'editor', 'Wrong'),
      'ok',
    ],
    ['[A6] not without', sourced, {}, ask('retract', 'eve', 'editor'), 'needs-reason'],
    [
      '[A6] an editor retracts their own',
      sourced,
      { authorship },
      ask('retract', 'rita', 'editor', 'Wrong'),
      'ok',
    ],
    [
      '[A6] a reporter retracts their own',
      sourced,
      { authorship },
      ask('retract', 'rita', 'reporter', 'Wrong'),
      'ok',
    ],
    [
      '[A6] not another’s',
      sourced,
      { authorship },
      ask('retract', 'ray', 'reporter', 'Wrong'),
      'not-an-editor',
    ],
    [
      '[A6] nor once it was approved',
      edited,
      { ...approved(sourced), authorship },
      ask('retract', 'rita', 'reporter', 'Wrong', edited),
      'not-an-editor',
    ],
    [
      '[A7] a retracted fact stays retracted',
      sourced,
      retracted,
      ask('approve', 'eve', 'editor', 'x'),
      'retracted',
    ],
    [
      '[A7] and is not disputed',
      sourced,
      retracted,
      ask('dispute', 'eve', 'editor', 'x'),
      'retracted',
    ],
    [
      '[A1] a changed fact is approved anew',
      edited,
      { ...approved(sourced), authorship },
      ask('approve', 'eve', 'editor', '', edited),
      'ok',
    ],
  ])('%s', (_, fact, record, request, expected) => {
    const result = judge(fact, record, request)
    expect(result.ok ? 'ok' : result.error).toBe(expected)
  })

  test('[A2] a desk of one person may approve its own facts, when it says so', () => {
    const policy = { ...DEFAULT_APPROVAL_POLICY, selfApproval: true }
    const own = { authorship: { ...authorship, lastEditedBy: 'rita' } }
    expect(judge(sourced, own, ask('approve', 'rita', 'editor'), policy).ok).toBe(true)
    const reporter = judge(sourced, own, ask('approve', 'rita', 'reporter'), policy)
    expect(reporter).toEqual({ ok: false, error: 'not-an-editor' })
  })
})
