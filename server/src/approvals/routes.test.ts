import { approvalsSchema, bulkApprovalAnswer } from '@dateline/shared/api/contracts'
import { storyIdSchema, type StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { aSource, appendParagraph, id, mention } from '@dateline/shared/testing/story-builder'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestPerson, type TestServer } from '../testing/test-server.ts'
import { until } from '../testing/until.ts'

let server: TestServer
let rita: TestPerson
let eve: TestPerson
beforeAll(async () => {
  server = await startTestServer()
  rita = await server.signIn('reporter', 'rita')
  eve = await server.signIn('editor', 'eve')
})
afterAll(() => server.close())

async function newStory(headline: string): Promise<StoryId> {
  const answer = await rita.post('/api/stories', { headline })
  return storyIdSchema.parse(((await answer.json()) as { id: string }).id)
}

const write = (by: TestPerson, storyId: StoryId, change: (story: StoryDoc) => void) =>
  server.deps.live.write(storyId, by.account.id, (doc) => change(new StoryDoc(doc)))

async function queue(by = eve) {
  const answer = await by.get('/api/approvals')
  expect(answer.status).toBe(200)
  return approvalsSchema.parse(await answer.json()).items
}

const paper = aSource({ kind: 'document', publisher: 'Communique' })

test('[A12] the queue: others’ facts of all stories with their copy, live; documents several at once', async () => {
  expect((await rita.get('/api/approvals')).status).toBe(403)
  const [ferry, port] = [await newStory('Ferry talks'), await newStory('Port strike')]
  await write(rita, ferry, ({ facts }) => {
    const sources = [aSource()]
    facts.create(
      { id: id('oslo'), type: 'place', label: 'Oslo', fields: { name: 'Oslo' }, sources },
      't',
    )
    facts.create({ id: id('bare'), type: 'place', label: 'Bare' }, 't')
  })
  await write(rita, ferry, (story) => {
    appendParagraph(story.text('body'), ['They met in ', mention('oslo', 'name'), ' again.'])
  })
  await write(rita, port, ({ facts }) => {
    facts.create(
      { id: id('quay'), type: 'place', label: 'Quay', fields: { name: 'Quay' }, sources: [paper] },
      't',
    )
  })
  await write(eve, port, ({ facts }) => {
    facts.create(
      { id: id('own'), type: 'place', label: 'Own', fields: { name: 'Own' }, sources: [paper] },
      't',
    )
  })
  await until(async () => {
    const labels = (await queue()).map(({ fact }) => fact.label)
    expect(labels.toSorted()).toEqual(['Oslo', 'Quay'])
  })
  const [oslo, quay] = (await queue()).toSorted((a, b) => (a.fact.label < b.fact.label ? -1 : 1))
  expect(oslo?.story.headline).toBe('Ferry talks')
  expect(oslo?.mentions).toMatchObject([
    { before: 'They met in ', words: 'Oslo', after: ' again.' },
  ])

  const asked = [oslo, quay].map((item) => ({
    storyId: item?.story.id,
    factId: item?.fact.id,
    hash: item?.fact.hash,
  }))
  const own = { storyId: port, factId: 'own', hash: quay?.fact.hash }
  expect((await rita.post('/api/approvals', { approvals: asked })).status).toBe(403)
  const answer = await eve.post('/api/approvals', { approvals: [...asked, own] })
  const { results } = bulkApprovalAnswer.parse(await answer.json())
  expect(results.map(({ approved }) => approved)).toEqual([false, true, false])
  expect(results[0]?.detail).toMatch(/official documents/)
  expect((await queue()).map(({ fact }) => fact.label)).toEqual(['Oslo'])

  // A later edit brings it back, with what it was.
  await write(rita, port, ({ facts }) => facts.setField('quay', 'name', 'North Quay', 't'))
  await until(async () => {
    const back = (await queue()).find(({ fact }) => fact.id === 'quay')
    expect(back?.fact).toMatchObject({ status: 'changed', fields: { name: 'North Quay' } })
    expect(back?.fact.approval?.frozen.fields).toEqual({ name: 'Quay' })
  })
})
