import { once } from 'node:events'
import { storyFactsSchema } from '@dateline/shared/api/contracts'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { fieldText } from '@dateline/shared/story/story-text'
import { appendParagraph, aSource, id } from '@dateline/shared/testing/story-builder'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  NewsroomNodes,
  type Member,
  type NodeProcess,
  type Writer,
} from './testing/newsroom-nodes.ts'
import { hasPostgres, WITHOUT_POSTGRES } from './testing/private-postgres.ts'
import { hasRedis, WITHOUT_REDIS } from './testing/private-redis.ts'
import { until } from './testing/until.ts'

const missing = hasPostgres ? (hasRedis ? '' : WITHOUT_REDIS) : WITHOUT_POSTGRES
if (missing) process.stderr.write(`two-nodes.pg.test.ts ${missing}\n`)

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

describe.skipIf(missing)(`two servers on one database${missing && ` (${missing})`}`, () => {
  let newsroom: NewsroomNodes
  let a: NodeProcess
  let b: NodeProcess
  let rita: Member
  let rob: Member
  let eve: Member
  let ada: Member
  let storyId: string

  beforeAll(async () => {
    newsroom = await NewsroomNodes.open()
    ;[a, b] = await Promise.all([newsroom.node(), newsroom.node()]) // at once, on an empty database
    rita = await newsroom.member(a, 'rita', 'reporter')
    rob = await newsroom.member(b, 'rob', 'reporter')
    eve = await newsroom.member(a, 'eve', 'editor')
    ada = await newsroom.member(b, 'ada', 'admin')
  })
  afterAll(() => newsroom.close())
  beforeEach(async () => {
    const made = await newsroom.ask(a, rita, 'POST', '/stories', { headline: 'Talks go on' })
    expect(made.status).toBe(201)
    storyId = (made.body as { id: string }).id
  })

  const at = async (node: NodeProcess, member: Member): Promise<Writer> => {
    const writer = newsroom.writer(node, member, storyId)
    await until(() => expect(writer.provider.synced).toBe(true))
    return writer
  }
  const pair = async () => [await at(a, rita), await at(b, rob)] as const
  const namesSeenBy = ({ provider }: Writer) =>
    [...provider.awareness.getStates().values()].map(({ user }) => {
      return (user as { name: string } | undefined)?.name // one's own state has none
    })
  const factAt = async (node: NodeProcess) => {
    const { body } = await newsroom.ask(node, eve, 'GET', `/stories/${storyId}/facts`)
    const [fact] = storyFactsSchema.parse(body).facts
    if (!fact) throw new RangeError('no fact')
    return fact
  }
  const makeFact = ({ doc }: Writer) =>
    new StoryDoc(doc).facts.create(
      { id: id('next'), type: 'meeting', label: 'Next meeting', fields: {}, sources: [aSource()] },
      'test',
    )
  const decide = async (node: NodeProcess, hash: string) =>
    newsroom.ask(node, eve, 'POST', `/stories/${storyId}/facts/next/approval`, {
      hash,
      decision: 'approve',
    })

  test('[N5] people at different nodes write one story, and see every word of each other', async () => {
    const [one, two] = await pair()
    for (let i = 0; i < 60; i += 1) {
      one.type(`a${i} `)
      two.type(`b${i} `)
    }
    await until(() => {
      expect(one.words).toHaveLength(two.words.length)
      expect(one.words).toContain('b59')
      expect(two.words).toContain('a59')
    })
    expect(one.words).toBe(two.words)
    const late = await at(b, eve)
    expect(late.words).toBe(one.words)
  })

  test('[N6] what one node has accepted, the next question to the other finds', async () => {
    await at(b, rob) // it has the story open, as it stood
    for (const slug of ['one', 'two', 'three']) {
      await newsroom.ask(a, rita, 'PATCH', `/stories/${storyId}`, { slug })
      const { body } = await newsroom.ask(b, rob, 'GET', `/stories/${storyId}`)
      expect((body as { slug: string }).slug).toBe(slug)
    }
  })

  test('[N7] one sees who is at the other node, on the desk too, and that they left', async () => {
    const [one, two] = await pair()
    one.provider.awareness.setLocalStateField('cursor', 3)
    two.provider.awareness.setLocalStateField('cursor', 7)
    await until(() => expect(namesSeenBy(one)).toContain('rob'))
    await until(() => expect(namesSeenBy(two)).toContain('rita'))
    const onDesk = async () => {
      const { body } = await newsroom.ask(b, eve, 'GET', '/stories')
      const { stories } = body as { stories: { id: string; people: { name: string }[] }[] }
      return stories.find((story) => story.id === storyId)?.people.map(({ name }) => name)
    }
    await until(async () => expect((await onDesk())?.toSorted()).toEqual(['rita', 'rob']))
    const late = await at(b, eve) // is told of those who were there before
    await until(() => expect(namesSeenBy(late)).toContain('rita'))
    one.leave()
    await until(() => expect(namesSeenBy(two)).not.toContain('rita'))
    await until(async () => expect(await onDesk()).not.toContain('rita'))
  })

  test('[N6] an approval at one node falls with an edit at the other', async () => {
    const [one, two] = await pair()
    makeFact(one)
    await until(() => expect(new StoryDoc(two.doc).facts.list()).toHaveLength(1))
    const { hash } = await factAt(b)
    expect((await decide(b, hash)).status).toBe(200)
    expect((await factAt(a)).status).toBe('approved')
    const before = two.acknowledged
    new StoryDoc(two.doc).facts.setLabel(id('next'), 'The next meeting', 'test')
    await until(() => expect(two.acknowledged).toBeGreaterThan(before))
    // Acknowledged by b: a must know, whether or not it has heard of it yet.
    expect((await decide(a, hash)).status).toBe(409)
    expect((await factAt(a)).status).toBe('changed')
  })

  test('[H8] a deletion held at one node is decided at the other, and what was gone comes back', async () => {
    const [one, two] = await pair()
    const body = ({ doc }: Writer) => new StoryDoc(doc).text('body')
    const lines = (writer: Writer) => fieldText(new StoryDoc(writer.doc), 'body')
    for (let number = 0; number < 30; number += 1) {
      appendParagraph(body(one), [`Paragraph ${number} `.padEnd(100, `of many${number} `)])
    }
    const whole = lines(one)
    await until(() => expect(lines(two)).toBe(whole))
    for (let cut = 0; cut < 14; cut += 1) body(two).delete(0, 1)
    await until(() => expect(two.closes).toContain(4412))
    const held = async () => {
      const { body: answer } = await newsroom.ask(a, eve, 'GET', `/stories/${storyId}/held`)
      return (answer as { held: { id: string; by: string; gone: number }[] }).held
    }
    await until(async () => expect(await held()).toMatchObject([{ by: rob.id }]))
    await until(() => expect(lines(one).length).toBeLessThan(whole.length - 900))
    const [{ id: heldId } = { id: '' }] = await held()
    const path = `/stories/${storyId}/held/${heldId}`
    const { status } = await newsroom.ask(a, eve, 'POST', path, { decision: 'dismiss' })
    expect(status).toBe(200)
    await until(() => expect(lines(one)).toBe(whole))
    const again = await at(b, rob)
    await until(() => expect(lines(again)).toBe(whole))
    expect(again.closes).toEqual([])
  })

  test('[N8] a role that changes at one node changes the sockets at the other', async () => {
    const nora = await newsroom.member(a, `nora-${storyId}`, 'reporter')
    const writer = await at(a, nora)
    await until(() => expect(writer.hello?.canWrite).toBe(true))
    await newsroom.ask(b, ada, 'PATCH', `/users/${nora.id}`, { role: 'viewer' })
    await until(() => expect(writer.hello?.canWrite).toBe(false))
    await newsroom.ask(b, ada, 'PATCH', `/users/${nora.id}`, { closed: true })
    await until(() => expect(writer.closes).toContain(4401))
  })

  test('[N2] [Y5] nobody writes at one node under a client id of somebody at the other', async () => {
    const [one, two] = await pair()
    one.type('mine')
    await until(() => expect(two.words).toBe('mine'))
    const forger = await at(b, rob)
    const own = forger.doc.clientID
    forger.doc.clientID = one.doc.clientID
    forger.type(', and his')
    forger.doc.clientID = own
    await until(() => expect(forger.closes).toContain(4409))
    expect(one.words).toBe('mine')
    expect((await at(a, eve)).words).toBe('mine')
  })

  test('[N9] without Redis edits still arrive; with it back, people are seen again', async () => {
    const [one, two] = await pair()
    one.provider.awareness.setLocalStateField('cursor', 1)
    await until(() => expect(namesSeenBy(two)).toContain('rita'))
    await newsroom.redis.stop()
    for (const word of ['slower ', 'but ', 'not ', 'wrong']) {
      one.type(word)
      await until(() => expect(two.words).toContain(word))
    }
    two.type('.')
    await until(() => expect(one.words).toBe('slower but not wrong.'))
    const late = await at(a, eve)
    await until(() => expect(namesSeenBy(two)).toContain('rita'))
    one.leave()
    await until(() => expect(namesSeenBy(two)).not.toContain('rita')) // a leave is never lost
    expect(namesSeenBy(two)).not.toContain('eve') // who came meanwhile is not shown yet
    await newsroom.redis.start()
    late.provider.awareness.setLocalStateField('cursor', 2)
    await until(() => expect(namesSeenBy(two)).toContain('eve'))
    late.type(' Back.')
    await until(() => expect(two.words).toBe('slower but not wrong. Back.'))
  })

  test('[N4] without PostgreSQL nothing is acknowledged or shown; then all of it flows', async () => {
    const [one, two] = await pair()
    one.type('before. ')
    await until(() => expect(two.words).toBe('before. '))
    await until(() => expect(one.acknowledged).toBeGreaterThan(0))
    await newsroom.postgres.stop()
    const isReady = async ({ url }: NodeProcess) => (await fetch(`${url}/readyz`)).ok
    await until(async () => expect([await isReady(a), await isReady(b)]).toEqual([false, false]))
    const acknowledged = one.acknowledged
    one.type('meanwhile. ')
    two.type('here too. ')
    const story = await newsroom.ask(a, rita, 'GET', `/stories/${storyId}`)
    expect(story).toMatchObject({ status: 503, body: { code: 'database-away' } })
    expect(one.acknowledged).toBe(acknowledged)
    expect([one.words, two.words]).toEqual(['before. meanwhile. ', 'before. here too. '])
    expect([...one.closes, ...two.closes]).toEqual([]) // held, not sent away
    await newsroom.postgres.start()
    await until(() => expect(one.acknowledged).toBeGreaterThan(acknowledged))
    await until(() => expect(one.words).toContain('here too. '))
    await until(() => expect(two.words).toContain('meanwhile. '))
    expect(one.words).toBe(two.words)
    await until(async () => expect([await isReady(a), await isReady(b)]).toEqual([true, true]))
  })

  test('[Y1] [N7] a node that is killed takes nothing with it that was acknowledged or seen', async () => {
    const dying = await newsroom.node()
    const [one, two] = [await at(dying, rita), await at(b, rob)]
    one.provider.awareness.setLocalStateField('cursor', 1)
    await until(() => expect(namesSeenBy(two)).toContain('rita'))
    const typing = setInterval(() => one.type('word '), 5)
    await until(() => expect(one.acknowledged).toBeGreaterThan(20))
    one.moveTo(b)
    const seen = [two.words.length]
    dying.child.kill('SIGKILL')
    await once(dying.child, 'exit')
    seen.push(two.words.length)
    await until(() => expect(one.provider.synced).toBe(true))
    clearInterval(typing)
    one.type('end.')
    await until(() => expect(two.words).toBe(one.words))
    expect(two.words.length).toBeGreaterThanOrEqual(Math.max(...seen))
    expect(two.words).toMatch(/^(word )+end\.$/)
    await until(() => expect(namesSeenBy(two).filter((name) => name === 'rita')).toHaveLength(1))
  })
})
