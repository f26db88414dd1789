import { decisionAnswer, storyFactsSchema, type StoryFact } from '@dateline/shared/api/contracts'
import { problemSchema } from '@dateline/shared/api/problem'
import type { FactsDoc } from '@dateline/shared/facts/facts-doc'
import { storyIdSchema, type StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { aSource, appendParagraph, id, mention } from '@dateline/shared/testing/story-builder'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startTestServer, type TestPerson, type TestServer } from '../testing/test-server.ts'

const date = { start: '2025-11-06', precision: 'day', tz: 'Asia/Kabul' } as const
const conflict = problemSchema.extend({
  current: z.looseObject({ hash: z.string(), label: z.string() }),
  seen: z.looseObject({ hash: z.string(), label: z.string().optional() }),
})

let server: TestServer
let rita: TestPerson
let eve: TestPerson
let vic: TestPerson
let rob: TestPerson
let storyId: StoryId

beforeAll(async () => {
  server = await startTestServer()
  rita = await server.signIn('reporter', 'rita')
  eve = await server.signIn('editor', 'eve')
  vic = await server.signIn('viewer', 'vic')
  rob = await server.signIn('reporter', 'rob')
})
afterAll(() => server.close())
beforeEach(async () => {
  storyId = await newStory()
})

async function newStory(): Promise<StoryId> {
  const answer = await rita.post('/api/stories', { headline: 'Talks go on' })
  expect(answer.status).toBe(201)
  const made = storyIdSchema.parse(((await answer.json()) as { id: string }).id)
  await write(
    rita,
    (facts, story) => {
      facts.create(
        {
          id: id('next'),
          type: 'meeting',
          label: 'Next meeting',
          fields: { date },
          sources: [aSource()],
        },
        'test',
      )
      facts.create(
        { id: id('dead'), type: 'figure', label: 'Killed', fields: { exact: 3 } },
        'test',
      )
      appendParagraph(story.text('body'), ['They meet on ', mention('next', 'date', 'day'), '.'])
      appendParagraph(story.text('standfirst'), [mention('next', 'date', 'day')])
    },
    made,
  )
  return made
}

/** A person changes the story's facts, as their browser would. */
function write(by: TestPerson, change: (facts: FactsDoc, story: StoryDoc) => void, at = storyId) {
  return server.deps.live.write(at, by.account.id, (doc) => {
    const story = new StoryDoc(doc)
    change(story.facts, story)
  })
}

async function readFact(factId = 'next', by = eve): Promise<StoryFact> {
  const answer = await by.get(`/api/stories/${storyId}/facts`)
  expect(answer.status).toBe(200)
  const fact = storyFactsSchema.parse(await answer.json()).facts.find(({ id }) => id === factId)
  if (!fact) throw new Error(`no fact ${factId}`)
  return fact
}

const decideOn = (by: TestPerson, factId: string, body: unknown, at: string = storyId) =>
  by.post(`/api/stories/${at}/facts/${factId}/approval`, body)

async function decide(
  by: TestPerson,
  decision: 'approve' | 'dispute' | 'retract',
  note?: string,
  factId = 'next',
) {
  const { hash } = await readFact(factId)
  return decideOn(by, factId, { hash, decision, ...(note !== undefined && { note }) })
}

async function refusal(answer: Response) {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  const { status, code, detail } = problemSchema.parse(await answer.json())
  expect(status).toBe(answer.status)
  expect(detail).toMatch(/^[A-Z].*\.$/)
  return { status, code, detail }
}

describe('GET facts', () => {
  test('answers values, sources, hash, status, who made it and how often it is mentioned', async () => {
    expect(await readFact('next', vic)).toMatchObject({
      label: 'Next meeting',
      fields: { date },
      sources: [aSource()],
      status: 'in_check',
      approval: null,
      latest: null,
      createdBy: rita.account.id,
      lastEditedBy: rita.account.id,
      mentions: 2,
    })
    expect(await readFact('dead')).toMatchObject({ status: 'needs_source', mentions: 0 })
  })

  test('[F7] the last editor is whoever changed it last, as the server saw it', async () => {
    await write(eve, (facts) => facts.setLabel('next', 'Third round', 'test'))
    expect(await readFact()).toMatchObject({
      createdBy: rita.account.id,
      lastEditedBy: eve.account.id,
    })
  })

  test('no session, no story', async () => {
    const answer = await fetch(`${server.url}/api/stories/${storyId}/facts`)
    expect(await refusal(answer)).toMatchObject({ status: 401, code: 'signed-out' })
    for (const unknown of ['nowhere', '%00', 'x'.repeat(200)]) {
      expect((await eve.get(`/api/stories/${unknown}/facts`)).status).toBe(404)
    }
    expect((await eve.get(`/api/stories/${storyId}/facts/next/nothing`)).status).toBe(404)
  })

  test('[P3] a team’s story is not read by others', async () => {
    await server.deps.stories.patch(storyId, { access: 'team', team: [] })
    expect(await refusal(await vic.get(`/api/stories/${storyId}/facts`))).toMatchObject({
      status: 403,
      code: 'not-on-the-team',
    })
    expect((await rita.get(`/api/stories/${storyId}/facts`)).status).toBe(200)
  })
})

describe('deciding', () => {
  test('[A1] an editor approves what she saw; every screen and the audit log know', async () => {
    const before = await server.deps.stories.get(storyId)
    const { hash } = await readFact()
    const answer = await decideOn(eve, 'next', { hash, decision: 'approve' })
    expect(answer.status).toBe(200)
    const { fact } = decisionAnswer.parse(await answer.json())
    expect(fact).toMatchObject({
      status: 'approved',
      hash,
      approval: { kind: 'approve', by: eve.account.id, hash, frozen: { label: 'Next meeting' } },
    })
    const message = await server.deps.records.message(storyId)
    expect(message?.facts['next']?.approval?.hash).toBe(hash)
    expect(message?.story.version).toBeGreaterThan(before?.version ?? Infinity)
    const audit = await server.deps.audit.ofStory(storyId)
    expect(audit.filter(({ action }) => action.startsWith('fact.'))).toMatchObject([
      { by: eve.account.id, action: 'fact.approve', detail: { factId: 'next', hash } },
    ])
  })

  test('[A1] any edit, by anyone, voids it; the same words again bring it back', async () => {
    await decide(eve, 'approve')
    await write(rita, (facts) => facts.setLabel('next', 'Next meeting!', 'test'))
    expect(await readFact()).toMatchObject({ status: 'changed', approval: { kind: 'approve' } })
    await write(rita, (facts) => facts.setLabel('next', 'Next meeting', 'test'))
    expect((await readFact()).status).toBe('approved')
    await write(eve, (facts) => facts.removeSource('next', 's1', 'test'))
    expect((await readFact()).status).toBe('changed')
  })

  test('[S5] an approval falls with the approval of what the fact depends on', async () => {
    await write(rita, (facts) => {
      const fields = { date }
      facts.create(
        { id: id('day'), type: 'date', label: 'Day', fields, sources: [aSource()] },
        'test',
      )
      facts.setDependsOn('next', ['day'], 'test')
    })
    expect((await decide(eve, 'approve', undefined, 'day')).status).toBe(200)
    expect((await decide(eve, 'approve')).status).toBe(200)
    await write(rita, (facts) => facts.setLabel('day', 'Another day', 'test'))
    expect((await readFact()).status).toBe('changed')
  })

  test('[A2] a reporter may not approve, a viewer may do nothing', async () => {
    expect(await refusal(await decide(rita, 'approve'))).toMatchObject({
      status: 403,
      code: 'not-an-editor',
    })
    for (const decision of ['approve', 'dispute', 'retract'] as const) {
      expect(await refusal(await decide(vic, decision, 'x'))).toMatchObject({ status: 403 })
    }
    expect((await server.deps.records.factRecords(storyId)).get('next')?.latest).toBeUndefined()
  })

  test('[A2] nobody approves what they made or edited last', async () => {
    await write(eve, (facts) => facts.setLabel('next', 'Third round', 'test'))
    expect(await refusal(await decide(eve, 'approve'))).toMatchObject({
      status: 403,
      code: 'own-fact',
      detail: expect.stringContaining('another editor') as string,
    })
    const ed = await server.signIn('editor', 'ed')
    expect((await decide(ed, 'approve')).status).toBe(200)
  })

  test('[A3] 409 shows what stands now beside what was seen, known from reading it', async () => {
    const { hash } = await readFact()
    await write(rita, (facts) => facts.setLabel('next', 'Moved on', 'test'))
    const answer = await decideOn(eve, 'next', { hash, decision: 'approve' })
    expect(answer.status).toBe(409)
    const problem = conflict.parse(await answer.json())
    expect(problem.current).toMatchObject({ label: 'Moved on', hash: (await readFact()).hash })
    expect(problem.seen).toMatchObject({ label: 'Next meeting', hash })
    expect(problem.code).toBe('fact-moved')
  })

  test('[A3] and known from an earlier approval', async () => {
    const { hash } = await readFact()
    await decide(eve, 'approve')
    await write(rita, (facts) => facts.setLabel('next', 'Moved on', 'test'))
    const answer = await decideOn(eve, 'next', { hash, decision: 'dispute', note: 'No.' })
    expect(conflict.parse(await answer.json()).seen).toMatchObject({ label: 'Next meeting', hash })
  })

  test('[A3] a hash that never was is answered with the hash alone', async () => {
    const hash = 'f'.repeat(64)
    const answer = await decideOn(eve, 'next', { hash, decision: 'approve' })
    expect(answer.status).toBe(409)
    expect(conflict.parse(await answer.json()).seen).toEqual({ hash })
  })

  test('[A4] 422 without enough sources, and says what is missing', async () => {
    expect(await refusal(await decide(eve, 'approve', '', 'dead'))).toMatchObject({
      status: 422,
      code: 'needs-source',
    })
    await write(rita, (facts) => facts.putSource('dead', aSource(), 'test'))
    expect(await refusal(await decide(eve, 'approve', '', 'dead'))).toMatchObject({
      status: 422,
      code: 'needs-second-source',
    })
    await write(rita, (facts) => {
      facts.putSource('dead', aSource({ id: 's2', independentOf: ['s1'] }), 'test')
    })
    expect((await decide(eve, 'approve', '', 'dead')).status).toBe(200)
  })

  test('[A6] dispute and retract want a reason, and so does approving what is disputed', async () => {
    for (const decision of ['dispute', 'retract'] as const) {
      expect(await refusal(await decide(eve, decision))).toMatchObject({
        status: 422,
        code: 'needs-reason',
      })
    }
    expect((await decide(rita, 'dispute', 'The party denies it')).status).toBe(200)
    expect((await readFact()).status).toBe('disputed')
    expect(await refusal(await decide(eve, 'approve'))).toMatchObject({ code: 'needs-reason' })
    expect((await decide(eve, 'approve', 'Both sides now agree')).status).toBe(200)
    expect((await readFact()).status).toBe('approved')
    const audit = await server.deps.audit.ofStory(storyId)
    expect(
      audit.map(({ action }) => action).filter((action) => action.startsWith('fact.')),
    ).toEqual(['fact.dispute', 'fact.approve'])
  })

  test('[A6][A7] a reporter retracts their own until it is approved; then it is an editor’s', async () => {
    const ray = await server.signIn('reporter', 'ray')
    expect(await refusal(await decide(ray, 'retract', 'Wrong'))).toMatchObject({ status: 403 })
    await decide(eve, 'approve')
    expect(await refusal(await decide(rita, 'retract', 'Wrong'))).toMatchObject({ status: 403 })
    expect((await decide(eve, 'retract', 'Wrong')).status).toBe(200)
    expect((await readFact()).status).toBe('retracted')
    expect(await refusal(await decide(eve, 'approve', 'After all'))).toMatchObject({
      status: 422,
      code: 'retracted',
    })
    await write(rita, (facts) => facts.setLabel('dead', 'Toll', 'test'))
    expect((await decide(rita, 'retract', 'Mine and wrong', 'dead')).status).toBe(200)
  })

  test('[A5] decisions are kept, one row each, with the fact as it was', async () => {
    await decide(eve, 'approve')
    await write(rita, (facts) => facts.setLabel('next', 'Second', 'test'))
    await decide(eve, 'approve')
    const rows = await server.deps.db
      .selectFrom('fact_decisions')
      .select(['kind', 'frozen'])
      .where('story_id', '=', storyId)
      .orderBy('id')
      .execute()
    expect(rows.map(({ frozen }) => (JSON.parse(frozen) as { label: string }).label)).toEqual([
      'Next meeting',
      'Second',
    ])
  })
})

describe('bad input', () => {
  test.each<[string, unknown]>([
    ['nothing', {}],
    ['a short hash', { hash: 'abc', decision: 'approve' }],
    ['an unknown decision', { hash: 'a'.repeat(64), decision: 'bless' }],
    [
      'a note that is too long',
      { hash: 'a'.repeat(64), decision: 'dispute', note: 'x'.repeat(2_001) },
    ],
    ['a list', []],
  ])('%s is answered with 400 and where it is wrong', async (_, body) => {
    expect(await refusal(await decideOn(eve, 'next', body))).toMatchObject({ status: 400 })
  })

  test('unknown facts, and facts of another story, are 404', async () => {
    const { hash } = await readFact()
    const elsewhere = await newStory()
    await write(rita, (facts) => facts.create({ id: id('only'), type: 'date', label: 'x' }, 'test'))
    for (const [factId, at] of [
      ['nothing', storyId],
      ['only', elsewhere],
      ['__proto__', storyId],
      ['x%2Fy', storyId],
    ] as const) {
      const answer = await decideOn(eve, factId, { hash, decision: 'approve' }, at)
      expect(await refusal(answer)).toMatchObject({ status: 404, code: 'no-such-fact' })
    }
  })
})

describe('at the same moment', () => {
  test('[A1][A3] an edit that races an approval: approved then changed, or refused, never approved unseen', async () => {
    for (let round = 0; round < 12; round += 1) {
      const seen = await readFact()
      const [answer] = await Promise.all([
        decideOn(eve, 'next', { hash: seen.hash, decision: 'approve' }),
        write(rita, (facts) => facts.setLabel('next', `Label ${round}`, 'test')),
      ])
      const after = await readFact()
      expect([200, 409]).toContain(answer.status)
      expect(after.hash).not.toBe(seen.hash)
      expect(after.status).not.toBe('approved')
      const approvedUnseen = answer.status === 200 && after.approval?.hash !== seen.hash
      expect(approvedUnseen).toBe(false)
    }
  })

  test('[A6] two decisions at once are judged one after the other', async () => {
    const { hash } = await readFact()
    const answers = await Promise.all([
      decideOn(eve, 'next', { hash, decision: 'retract', note: 'Wrong' }),
      decideOn(eve, 'next', { hash, decision: 'approve' }),
      decideOn(eve, 'next', { hash, decision: 'dispute', note: 'No' }),
    ])
    const records = await server.deps.db
      .selectFrom('fact_decisions')
      .select('kind')
      .where('story_id', '=', storyId)
      .orderBy('id')
      .execute()
    const kinds = records.map(({ kind }) => kind)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(kinds.length)
    expect(kinds.slice(0, -1)).not.toContain('retract') // nothing follows a retraction
  })
})

test('[A2] a desk of one person may approve its own facts when it was started so', async () => {
  const alone = await startTestServer({ SELF_APPROVAL: 'on' })
  try {
    const ed = await alone.signIn('editor')
    expect(await (await ed.get('/api/session')).json()).toMatchObject({
      policy: { selfApproval: true }, // screens must know, or they would not offer it
    })
    const made = (await (await ed.post('/api/stories', {})).json()) as { id: string }
    const at = storyIdSchema.parse(made.id)
    await alone.deps.live.write(at, ed.account.id, (doc) => {
      new StoryDoc(doc).facts.create(
        { id: id('next'), type: 'date', label: 'Day', sources: [aSource()] },
        'test',
      )
    })
    const facts = await (await ed.get(`/api/stories/${at}/facts`)).json()
    const hash = storyFactsSchema.parse(facts).facts[0]?.hash
    expect((await decideOn(ed, 'next', { hash, decision: 'approve' }, at)).status).toBe(200)
  } finally {
    await alone.close()
  }
})

describe('[A8][A9] a dispute with both sides', () => {
  const { id: _id, ...elsewhere } = aSource({ publisher: 'Another wire' })
  const dispute = {
    field: 'date',
    kind: 'value',
    value: { ...date, start: '2025-11-07' },
    ours: 'The ministry',
    theirs: 'the mediators',
    source: elsewhere,
  }

  test('is recorded without a note, then approved as the pair, and only as the pair that was seen', async () => {
    const { hash } = await readFact()
    const bad = { ...dispute, value: 'Friday' }
    const misfit = await decideOn(rita, 'next', { hash, decision: 'dispute', dispute: bad })
    expect(await refusal(misfit)).toMatchObject({ status: 422, code: 'bad-dispute' })
    const bare = { ...dispute, source: { kind: 'wire' } }
    const unsourced = await decideOn(rita, 'next', { hash, decision: 'dispute', dispute: bare })
    expect(await refusal(unsourced)).toMatchObject({ code: 'dispute-needs-source' })
    const answer = await decideOn(rita, 'next', { hash, decision: 'dispute', dispute })
    expect(answer.status).toBe(200)

    const disputed = await readFact()
    expect(disputed).toMatchObject({ status: 'disputed', latest: { dispute } })
    expect((await decideOn(eve, 'next', { hash, decision: 'approve' })).status).toBe(422)
    const pair = disputed.disputeHash
    const other = await decideOn(eve, 'next', { hash, decision: 'approve', pair: 'f'.repeat(64) })
    expect(await refusal(other)).toMatchObject({ status: 409, code: 'no-such-pair' })
    expect((await decideOn(eve, 'next', { hash, decision: 'approve', pair })).status).toBe(200)
    expect(await readFact()).toMatchObject({ status: 'approved', latest: { dispute } })
  })
})

test('[F9][A4][S9] two values that were set apart keep a fact from being approved, until one is chosen', async () => {
  const apart = (by: TestPerson, certainty: string) =>
    write(by, (facts) => {
      facts.setField('next', 'certainty', certainty, 'test', new Set())
    })
  await apart(rita, 'planned')
  await apart(rob, 'likely')
  const torn = await readFact()
  expect(torn.rivals).toEqual({ certainty: ['likely', 'planned'] })
  expect(torn.lastEditedBy).toBe(rob.account.id)
  expect(await refusal(await decide(eve, 'approve'))).toMatchObject({ code: 'two-values' })
  const writers = (await server.deps.records.message(storyId))?.writers ?? {}
  expect(Object.values(writers).toSorted()).toEqual([rita.account.id, rob.account.id].toSorted())

  await write(rita, (facts) => facts.choose('next', 'certainty', 'likely', 'test'))
  expect(await readFact()).toMatchObject({ fields: { certainty: 'likely' } })
  expect((await decide(eve, 'approve')).status).toBe(200)
})

test('[A11] a question stands on the fact until somebody answers it, once', async () => {
  const ask = (by: TestPerson, text: string) =>
    by.post(`/api/stories/${storyId}/facts/next/queries`, { text })
  expect((await ask(rita, 'Which day?')).status).toBe(403)
  expect((await ask(eve, ' ')).status).toBe(400)
  expect((await ask(eve, 'Which day?')).status).toBe(201)
  const asked = (await readFact('next', vic)).query
  expect(asked).toMatchObject({ by: eve.account.id, text: 'Which day?' })
  expect(asked?.answer).toBeUndefined()

  const answer = (by: TestPerson, queryId: unknown, text: string) =>
    by.post(`/api/stories/${storyId}/facts/next/queries/${String(queryId)}/answer`, { text })
  expect((await answer(vic, asked?.id, 'Thursday')).status).toBe(403)
  expect((await answer(rita, 999, 'Thursday')).status).toBe(409)
  expect((await answer(rita, asked?.id, 'Thursday')).status).toBe(200)
  expect((await answer(rita, asked?.id, 'Friday')).status).toBe(409)
  const { query } = await readFact()
  expect(query?.answer).toMatchObject({ by: rita.account.id, text: 'Thursday' })
})
