import { expect, test } from 'vitest'
import { ReadingTurns } from './reading-turns.ts'

test('[U11] of many who read each gets a round of the event loop of its own, in turn', async () => {
  const turns = new ReadingTurns()
  const said: string[] = []
  let isReading = true
  const round = () => {
    said.push('|')
    if (isReading) setImmediate(round)
  }
  setImmediate(round)
  const read = async (name: string) => {
    for (let bit = 0; bit < 3; bit += 1) {
      await turns.next()
      said.push(name)
    }
  }
  await Promise.all(['a', 'b', 'c'].map(read))
  isReading = false
  const rounds = said.join('').split('|')
  expect(rounds.every(({ length }) => length <= 1)).toBe(true)
  expect(rounds.join('')).toBe('abcabcabc')
})
