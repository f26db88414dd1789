import type { Publication, StoryFact, Target } from '@dateline/shared/api/contracts'
import { FactsDoc, type NewFact } from '@dateline/shared/facts/facts-doc'
import { factIdSchema, type StoryId } from '@dateline/shared/ids'
import type { Language } from '@dateline/shared/story/meta-doc'
import { seedStory, type StorySeed } from '@dateline/shared/story/seed-story'
import { vi } from 'vitest'
import * as Y from 'yjs'
import { startTestServer, type TestPerson, type TestServer } from '../../testing/test-server.ts'
import type { Site } from './site.ts'

const UNDER_WAY: readonly Publication['state'][] = ['queued', 'sending', 'sent', 'unknown']

export const factId = (name: string) => factIdSchema.parse(name)

/** A mention as an inline node of a seed. */
export const mentioned = (fact: string, field: string, format: string) => ({
  type: 'mention',
  attrs: { factId: fact, field, format },
})

export const textNode = (text: string) => ({ type: 'text', text })

interface StoryAsked {
  readonly headline?: StorySeed['headline']
  readonly standfirst?: string
  readonly body?: StorySeed['body']
  readonly language?: Language
  readonly tags?: readonly string[]
  readonly facts?: readonly NewFact[]
}

/**
 * A running newsroom that publishes: two who write and approve, one who manages targets. Patient
 * defaults are cut down, so that a test of a lost answer takes a second.
 */
export class PublishingDesk {
  readonly server: TestServer
  readonly reporter: TestPerson
  readonly editor: TestPerson
  readonly admin: TestPerson

  private constructor(server: TestServer, people: readonly [TestPerson, TestPerson, TestPerson]) {
    this.server = server
    ;[this.reporter, this.editor, this.admin] = people
  }

  static async open(env: Record<string, string> = {}): Promise<PublishingDesk> {
    const server = await startTestServer({
      PUBLISH_TIMEOUT_MS: '5000',
      PUBLISH_SETTLE_MS: '1500',
      PUBLISH_RETRY_MS: '100',
      ...env,
    })
    const people = [
      await server.signIn('reporter'),
      await server.signIn('editor'),
      await server.signIn('admin'),
    ] as const
    return new PublishingDesk(server, people)
  }

  /** A story by the reporter, its facts not approved yet. */
  async story(asked: StoryAsked = {}): Promise<StoryId> {
    const { headline = 'Talks resume', standfirst, body, language = 'en', tags = [] } = asked
    const named = typeof headline === 'string' ? { headline } : {}
    const answer = await this.reporter.post('/api/stories', { language, ...named })
    const { id } = (await answer.json()) as { id: StoryId }
    await this.write(id, (doc) => {
      for (const field of ['headline', 'standfirst', 'seoTitle', 'seoDescription', 'body']) {
        const fragment = doc.getXmlFragment(field)
        fragment.delete(0, fragment.length)
      }
      const facts = new FactsDoc(doc)
      for (const fact of asked.facts ?? []) facts.create(fact, 'test')
      seedStory(doc, {
        headline,
        body: body ?? {
          type: 'doc',
          content: [{ type: 'paragraph', content: [textNode('They met.')] }],
        },
        ...(standfirst !== undefined && { standfirst }),
        meta: { language, tags: [...tags] },
      })
    })
    return id
  }

  /** Puts a picture into the story's store. @returns its hash */
  async picture(id: StoryId, bytes: Uint8Array): Promise<string> {
    const answer = await fetch(`${this.server.url}/api/stories/${id}/media`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.reporter.token}`,
        'content-type': 'image/png',
      },
      body: bytes as Uint8Array<ArrayBuffer>,
    })
    return ((await demand(answer, 201)) as { sha256: string }).sha256
  }

  /** Appends a picture to the body. */
  figure(
    id: StoryId,
    attrs: { readonly media: string; readonly alt: string; readonly credit: string },
    caption: string,
  ): Promise<void> {
    return this.write(id, (doc) => {
      const figure = new Y.XmlElement('figure')
      for (const [key, value] of Object.entries(attrs)) figure.setAttribute(key, value)
      figure.push([new Y.XmlText(caption)])
      doc.getXmlFragment('body').push([figure])
    })
  }

  write(id: StoryId, change: (doc: Y.Doc) => void): Promise<void> {
    return this.server.deps.live.write(id, this.reporter.account.id, change)
  }

  async approveAll(id: StoryId): Promise<void> {
    const { facts } = (await (await this.reporter.get(`/api/stories/${id}/facts`)).json()) as {
      facts: StoryFact[]
    }
    for (const { id: fact, hash } of facts) {
      const path = `/api/stories/${id}/facts/${fact}/approval`
      const answer = await this.editor.post(path, { hash, decision: 'approve' })
      await demand(answer, 200)
    }
  }

  async target(
    site: Pick<Site, 'url' | 'username' | 'password'>,
    url = site.url,
    more: object = {},
  ): Promise<Target> {
    const { username, password } = site
    const account = { kind: 'wordpress', name: 'Site', url, username, password }
    const body = { ...account, allowPrivate: true, ...more }
    const answer = await this.admin.post('/api/targets', body)
    return (await demand(answer, 201)) as Target
  }

  /** Queues it. @param more of the body */
  async queue(id: StoryId, target: Target, more: object = {}): Promise<Publication> {
    const body = { target: target.id, ...more }
    const answer = await this.editor.post(`/api/stories/${id}/publications`, body)
    return (await demand(answer, 201)) as Publication
  }

  /** Publishes and waits until it is done, one way or the other. */
  async publish(id: StoryId, target: Target, more: object = {}): Promise<Publication> {
    return this.settled(id, (await this.queue(id, target, more)).id)
  }

  /** Does what a person can do with a publication, and waits. */
  async act(
    id: StoryId,
    publication: Publication,
    act: 'retry' | 'resolution',
    body: object = {},
  ): Promise<Publication> {
    const path = `/api/stories/${id}/publications/${publication.id}/${act}`
    await demand(await this.editor.post(path, body), 200)
    return this.settled(id, publication.id)
  }

  retry(id: StoryId, publication: Publication): Promise<Publication> {
    return this.act(id, publication, 'retry')
  }

  /** Looks at a conflict and chooses our version. */
  takeOurs(id: StoryId, publication: Publication): Promise<Publication> {
    return this.act(id, publication, 'resolution', { choice: 'ours' })
  }

  async withdraw(id: StoryId, more: object = {}): Promise<Publication[]> {
    const body = { note: 'Taken off for a test.', ...more }
    const answer = await this.editor.post(`/api/stories/${id}/publications/withdrawal`, body)
    const { publications } = (await demand(answer, 201)) as { publications: Publication[] }
    return Promise.all(publications.map((one) => this.settled(id, one.id)))
  }

  async publications(id: StoryId): Promise<Publication[]> {
    const answer = await this.editor.get(`/api/stories/${id}/publications`)
    return ((await answer.json()) as { publications: Publication[] }).publications
  }

  /** Waits until nothing more happens to it by itself. */
  settled(id: StoryId, publicationId: string): Promise<Publication> {
    return this.until(id, publicationId, (state) => !UNDER_WAY.includes(state))
  }

  until(
    id: StoryId,
    publicationId: string,
    isThere: (state: Publication['state']) => boolean,
  ): Promise<Publication> {
    return vi.waitFor(
      async () => {
        const found = (await this.publications(id)).find((one) => one.id === publicationId)
        if (found && isThere(found.state)) return found
        throw new Error(`still ${found?.state}: ${found?.reason}`)
      },
      { timeout: 100_000, interval: 50 },
    )
  }
}

async function demand(answer: Response, status: number): Promise<unknown> {
  if (answer.status === status) return answer.json()
  throw new Error(`${answer.status} instead of ${status}: ${await answer.text()}`)
}
