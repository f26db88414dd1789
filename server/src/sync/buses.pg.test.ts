import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openLogger } from '../observability/logger.ts'
import { hasPostgres, WITHOUT_POSTGRES } from '../testing/private-postgres.ts'
import { hasRedis, PrivateRedis, WITHOUT_REDIS } from '../testing/private-redis.ts'
import { freshDatabase } from '../testing/shared-services.ts'
import { until } from '../testing/until.ts'
import { busContract, heardBy, presenceContract } from './bus.contract.ts'
import { LayeredBus } from './layered-bus.ts'
import { LocalExchange } from './local-bus.ts'
import { NotifyBus } from './notify-bus.ts'
import { RedisBus } from './redis-bus.ts'

const log = openLogger('silent')
if (!hasRedis) process.stderr.write(`buses.pg.test.ts ${WITHOUT_REDIS}\n`)
if (!hasPostgres) process.stderr.write(`buses.pg.test.ts ${WITHOUT_POSTGRES}\n`)

describe.skipIf(!hasRedis)(`Redis${hasRedis ? '' : ` (${WITHOUT_REDIS})`}`, () => {
  let redis: PrivateRedis
  beforeAll(async () => {
    redis = await PrivateRedis.open()
  })
  afterAll(() => redis.stop())

  const open = async () => {
    const [a, b] = [new RedisBus(redis.url, 'a', log), new RedisBus(redis.url, 'b', log)]
    onTestFinished(() => Promise.all([a.close(), b.close()]).then(() => undefined))
    return { a, b }
  }
  busContract('Redis', open, { carries: true })
  presenceContract('Redis', open)

  test('[N5] after Redis was away the bus is up again, says so, and hears what it followed', async () => {
    const { a, b } = await open()
    const heard = heardBy(b)
    await b.follow('s')
    await until(() => expect([a.isUp, b.isUp]).toEqual([true, true]))
    await redis.stop()
    await until(() => expect([a.isUp, b.isUp]).toEqual([false, false]))
    expect(() => a.publish({ kind: 'record', storyId: 's' })).not.toThrow()
    let ups = 0
    onTestFinished(b.onUp(() => (ups += 1)))
    await redis.start()
    await until(() => {
      a.publish({ kind: 'update', storyId: 's', seq: 7, isPlain: true })
      expect(heard).toContainEqual({ kind: 'update', storyId: 's', seq: 7, isPlain: true })
    })
    expect(ups).toBeGreaterThan(0)
    expect(heard).not.toContainEqual({ kind: 'record', storyId: 's' })
  })
})

describe.skipIf(!hasPostgres)(`LISTEN${hasPostgres ? '' : ` (${WITHOUT_POSTGRES})`}`, () => {
  const open = async () => {
    const url = await freshDatabase()
    const [a, b] = [new NotifyBus(url, 'a', log), new NotifyBus(url, 'b', log)]
    onTestFinished(() => Promise.all([a.close(), b.close()]).then(() => undefined))
    return { a, b }
  }
  busContract('PostgreSQL', open, { carries: false })
})

describe('both together', () => {
  const open = () => {
    const [fast, sure] = [new LocalExchange(), new LocalExchange()]
    const [fastA, fastB] = [fast.bus('a'), fast.bus('b')]
    const a = new LayeredBus(fastA, sure.bus('a'))
    const b = new LayeredBus(fastB, sure.bus('b'))
    return { a, b, fastA, fastB }
  }
  busContract('layered', async () => open(), { carries: true })
  presenceContract('layered', async () => open())

  test('[N9] without the fast one everything goes the sure way', async () => {
    const { a, b, fastA } = open()
    const heard = heardBy(b)
    await b.follow('s')
    fastA.isUp = false
    expect(a.isUp).toBe(false)
    a.publish({ kind: 'update', storyId: 's', seq: 1, isPlain: true })
    await until(() => expect(heard).toHaveLength(1))
  })

  test('[N9] rights and records reach also a node that Redis does not reach', async () => {
    const { a, b, fastB } = open()
    const heard = heardBy(b)
    fastB.isUp = false
    a.publish({ kind: 'desk', storyId: 's' })
    a.publish({ kind: 'recheck', userId: 'ann' })
    a.publish({ kind: 'record', storyId: 's' })
    await until(() => expect(heard.map(({ kind }) => kind)).toEqual(['recheck', 'record']))
  })
})
