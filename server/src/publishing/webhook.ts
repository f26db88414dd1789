import type { ExportPackage } from '@dateline/shared/export/package'
import { sha256Hex } from '@dateline/shared/facts/canonical'
import { err, ok as done, type Result } from '@dateline/shared/result'
import type { Deps } from '../deps.ts'
import { guardedFetch } from '../http/guarded-fetch.ts'
import { DeliveryLog } from './delivery-log.ts'
import type { Reach } from './open-target.ts'
import {
  ok,
  type Answer,
  type Checked,
  type CheckOptions,
  type RemoteCopy,
  type RemoteTarget,
} from './remote-target.ts'
import type { Goal } from './send-machine.ts'
import type { TargetRow, TargetStore } from './target-store.ts'
import { testMessage, webhookBody } from './webhook-body.ts'
import { readKeys, signedHeaders } from './webhook-keys.ts'
import { webhookTrouble } from './webhook-trouble.ts'

interface Opening {
  readonly deps: Pick<Deps, 'db' | 'now'>
  readonly targets: TargetStore
  readonly target: TargetRow
  readonly story: ExportPackage | undefined
  readonly reach: Reach
}

interface Received {
  readonly deliveryId: string
  readonly url: string | null
}

/**
 * Any other system that listens at an address of its own (rule PS6): the story as ninjs, signed the
 * Standard Webhooks way. It is told, not asked, so nothing can be read back; the message's id stays
 * the same however often it is sent, which is what keeps the receiver from having it twice.
 */
export class Webhook implements RemoteTarget {
  readonly #opening: Opening
  readonly #keys: readonly string[]
  readonly #log: DeliveryLog
  #url: string | null = null

  private constructor(opening: Opening, keys: readonly string[]) {
    this.#opening = opening
    this.#keys = keys
    this.#log = new DeliveryLog(opening.deps.db)
  }

  static open(opening: Opening): Result<Webhook, string> {
    const keys = readKeys(opening.targets.password(opening.target))
    if (keys.length > 0) return done(new Webhook(opening, keys))
    return err(
      'The signing key cannot be read: the server’s secret has changed. Make a new key under Admin, Sites.',
    )
  }

  async hashOf(story: ExportPackage): Promise<string> {
    return sha256Hex(webhookBody(story))
  }

  async check({ isTest = false }: CheckOptions = {}): Promise<Answer<Checked>> {
    if (!isTest) return ok({ message: 'The receiver is told when there is something to tell.' })
    const { deps } = this.#opening
    const answer = await this.#post(`test.${deps.now()}`, testMessage(deps.now()), {})
    if (answer.kind !== 'ok') return answer
    const message =
      'It works: the receiver took a signed test message (marked “withheld”, so that nothing is published).'
    return ok({ message })
  }

  /** The receiver knows the story by our own id. */
  async find(): Promise<Answer<string>> {
    return ok(this.#story.storyId)
  }

  async create(): Promise<Answer<string>> {
    return ok(this.#story.storyId)
  }

  async read(): Promise<Answer<RemoteCopy>> {
    return ok({
      state: 'blind',
      hash: await this.hashOf(this.#story),
      url: this.#url,
      isOurDraft: false,
    })
  }

  async update(_id: string, goal: Goal): Promise<Answer<null>> {
    if (goal === 'prepare') return ok(null) // nobody outside hears of it before its time
    const answer = await this.#post(messageId(this.#story), webhookBody(this.#story), {
      publicationId: this.#opening.reach.publicationId ?? null,
    })
    if (answer.kind !== 'ok') return answer
    this.#url = answer.value.url
    return ok(null)
  }

  /** @returns the id of the new entry in the log */
  async replay(publicationId: string, by: string): Promise<string> {
    const { id } = await this.#send(messageId(this.#story), webhookBody(this.#story), {
      publicationId,
      replayedBy: by,
    })
    return id
  }

  async #post(id: string, body: string, about: About): Promise<Answer<Received>> {
    const sent = await this.#send(id, body, about)
    return sent.answer.kind === 'ok'
      ? ok({ deliveryId: sent.id, url: sent.answer.value })
      : sent.answer
  }

  async #send(webhookId: string, body: string, { publicationId = null, replayedBy = null }: About) {
    const { deps, target, reach } = this.#opening
    const at = deps.now()
    const fetched = await guardedFetch({
      url: target.url,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...signedHeaders(this.#keys, webhookId, at, body),
      },
      body,
      allowPrivate: target.allow_private === 1,
      ...(reach.timeoutMs !== undefined && { timeoutMs: reach.timeoutMs }),
      ...(reach.signal && { signal: reach.signal }),
      maxRedirects: 0, // a redirect would take the story to where nobody sent it
      maxBytes: 64 * 1024,
    })
    const text = fetched.ok ? new TextDecoder().decode(fetched.value.body) : fetched.error.detail
    const answer: Answer<string | null> =
      fetched.ok && fetched.value.status >= 200 && fetched.value.status < 300
        ? ok(urlIn(text))
        : webhookTrouble(fetched)
    const id = await this.#log.add({
      target_id: target.id,
      publication_id: publicationId,
      webhook_id: webhookId,
      at,
      took_ms: deps.now() - at,
      status: fetched.ok ? fetched.value.status : null,
      outcome: answer.kind === 'ok' ? 'accepted' : answer.kind,
      answer: text,
      replayed_by: replayedBy,
    })
    return { id, answer }
  }

  get #story(): ExportPackage {
    if (!this.#opening.story) throw new RangeError('opened without a story')
    return this.#opening.story
  }
}

interface About {
  readonly publicationId?: string | null
  readonly replayedBy?: string | null
}

/** The same for every try of one revision at one target. */
const messageId = ({ storyId, revision }: ExportPackage): string => `${storyId}.${revision}`

/** Where the receiver says that readers find it. */
function urlIn(text: string): string | null {
  try {
    const { url } = JSON.parse(text) as { url?: unknown }
    return typeof url === 'string' && /^https?:\/\//.test(url) ? url : null
  } catch {
    return null // an answer without a body is as good
  }
}
