import type { Delivery, Target } from '@dateline/shared/api/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../testing/until.ts'
import { PublishingDesk } from './testing/publishing-desk.ts'
import { Receiver } from './testing/receiver.ts'
import { endRotation, newKeys, readKeys, rotated, signedHeaders } from './webhook-keys.ts'

let desk: PublishingDesk
let receiver: Receiver
let target: Target
beforeAll(async () => {
  desk = await PublishingDesk.open({ PUBLISH_RETRY_MS: '20' })
  receiver = await Receiver.open()
  const body = { kind: 'webhook', name: 'Partner', url: receiver.url, allowPrivate: true }
  const made = (await (await desk.admin.post('/api/targets', body)).json()) as Target & {
    signingKey: string
  }
  receiver.key = made.signingKey
  target = made
})
afterAll(async () => {
  await desk?.server.close()
  await receiver?.close()
})

const deliveries = async () =>
  (
    (await (await desk.admin.get(`/api/targets/${target.id}/deliveries`)).json()) as {
      deliveries: Delivery[]
    }
  ).deliveries

const isPaused = async () => {
  const { targets } = (await (await desk.admin.get('/api/targets')).json()) as { targets: Target[] }
  return targets.find(({ id }) => id === target.id)?.paused ?? null
}

describe('[PS6] a signed webhook', () => {
  test('takes a story once, says where it is, and is in the log', async () => {
    const id = await desk.story()
    const publication = await desk.publish(id, target)
    expect(publication).toMatchObject({ state: 'confirmed', url: 'https://partner.example/a' })
    expect(receiver.kept.has(`${id}.1`)).toBe(true)
    expect((await deliveries())[0]).toMatchObject({
      storyId: id,
      webhookId: `${id}.1`,
      status: 202,
      outcome: 'accepted',
    })
  })

  test('keeps its id over retries, and stops at the first that is taken', async () => {
    const id = await desk.story()
    receiver.instead = { status: 503, headers: { 'retry-after': '0' } }
    const queued = await desk.queue(id, target)
    const mine = () =>
      receiver.messages.filter(({ headers }) => headers['webhook-id'] === `${id}.1`)
    await until(() => expect(mine().length).toBeGreaterThan(1))
    receiver.instead = undefined
    expect(await desk.settled(id, queued.id)).toMatchObject({ state: 'confirmed' })
    expect(receiver.kept.has(`${id}.1`)).toBe(true)
  })

  test('409 is a conflict, another 4xx a refusal', async () => {
    for (const [status, state] of [
      [409, 'conflict'],
      [422, 'rejected'],
    ] as const) {
      receiver.instead = { status }
      expect(await desk.publish(await desk.story(), target)).toMatchObject({ state })
      receiver.instead = undefined
    }
  })

  test('410 stops the target and keeps the queue; a test that works starts it again', async () => {
    const id = await desk.story()
    receiver.instead = { status: 410 }
    const queued = await desk.queue(id, target)
    await until(async () => expect((await isPaused())?.reason).toContain('410'))
    receiver.instead = undefined
    const answer = await desk.admin.post(`/api/targets/${target.id}/test`)
    expect(await answer.json()).toMatchObject({ ok: true })
    expect(await isPaused()).toBeNull()
    expect(await desk.settled(id, queued.id)).toMatchObject({ state: 'confirmed' })
  })

  test('two keys are valid while one is changed, and one afterwards', async () => {
    const old = receiver.key
    const made = await desk.admin.post(`/api/targets/${target.id}/keys`)
    const { signingKey } = (await made.json()) as { signingKey: string }
    const last = () => receiver.messages.at(-1) ?? { headers: {}, body: '' }
    const isSignedBy = (key: string) => receiver.isSigned(last().headers, last().body, key)
    await desk.publish(await desk.story(), target) // the receiver still has the old one
    expect([isSignedBy(old), isSignedBy(signingKey)]).toEqual([true, true])
    receiver.key = signingKey
    expect((await desk.admin.delete(`/api/targets/${target.id}/keys/old`)).status).toBe(204)
    await desk.publish(await desk.story(), target)
    expect([isSignedBy(old), isSignedBy(signingKey)]).toEqual([false, true])
  })

  test('a message of the log is sent again under its own id, which the receiver knows', async () => {
    const id = await desk.story()
    await desk.publish(id, target)
    const before = receiver.kept.size
    const [first] = await deliveries()
    const path = `/api/targets/${target.id}/deliveries/${first?.id}/replay`
    const again = (await (await desk.admin.post(path)).json()) as Delivery
    const by = desk.admin.account.id
    expect(again).toMatchObject({ webhookId: `${id}.1`, outcome: 'accepted', replayedBy: by })
    expect(receiver.kept.size).toBe(before)
    expect(receiver.messages.at(-1)?.body).toBe(receiver.messages.at(-2)?.body)
    expect((await desk.editor.post(path)).status).toBe(403)
  })

  test('a private address is refused unless an admin allows it', async () => {
    const body = { kind: 'webhook', name: 'Inside', url: 'https://127.0.0.1:9/hook' }
    const made = (await (await desk.admin.post('/api/targets', body)).json()) as Target
    const answer = await desk.admin.post(`/api/targets/${made.id}/test`)
    expect(await answer.json()).toMatchObject({
      ok: false,
      message: expect.stringContaining('not on the open internet'),
    })
  })
})

describe('keys', () => {
  test('a signature is that of Standard Webhooks', () => {
    // The example of their specification.
    const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    const headers = signedHeaders(
      [key],
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1_614_265_330_000,
      '{"test": 2432232314}',
    )
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  test('rotation keeps two at most, and ends with the newest', () => {
    const first = newKeys()
    const second = rotated(first.sealed)
    const third = rotated(second.sealed)
    expect(readKeys(third.sealed)).toEqual([third.key, second.key])
    expect(readKeys(endRotation(third.sealed))).toEqual([third.key])
    expect(readKeys('no')).toEqual([])
  })
})
