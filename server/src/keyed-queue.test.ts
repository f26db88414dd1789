import { expect, test } from 'vitest'
import { KeyedQueue } from './keyed-queue.ts'

/** Work that ends when it is told to. */
function held(log: string[], name: string) {
  const gate = Promise.withResolvers<void>()
  const work = async () => {
    log.push(`${name} begins`)
    await gate.promise
    log.push(`${name} ends`)
    return name
  }
  return { work, end: gate.resolve }
}

test('one key: one after the other; another key: at once', async () => {
  const queue = new KeyedQueue()
  const log: string[] = []
  const [a, b, c] = [held(log, 'a'), held(log, 'b'), held(log, 'c')]
  const running = [queue.run('x', a.work), queue.run('x', b.work), queue.run('y', c.work)]
  b.end()
  c.end()
  await running[2]
  expect(log).toEqual(['a begins', 'c begins', 'c ends'])
  a.end()
  expect(await Promise.all(running)).toEqual(['a', 'b', 'c'])
  expect(log.slice(-3)).toEqual(['a ends', 'b begins', 'b ends'])
})

test('work that fails tells its caller and holds up nobody', async () => {
  const queue = new KeyedQueue()
  const failing = queue.run('x', () => Promise.reject(new Error('broken')))
  const next = queue.run('x', async () => 'done')
  await expect(failing).rejects.toThrow('broken')
  expect(await next).toBe('done')
})

test('nothing is kept of a key whose work is done', async () => {
  const queue = new KeyedQueue()
  await queue.run('x', async () => undefined)
  await expect(queue.run('y', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  await Promise.resolve()
  expect(queue.size).toBe(0)
})
