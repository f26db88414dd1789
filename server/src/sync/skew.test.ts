import { EDITOR_SCHEMA_HASH } from '@dateline/shared/editor-schema/editor-schema'
import { FIRST_EPOCH } from '@dateline/shared/sync/protocol'
import { expect, test } from 'vitest'
import { aServer, bare, stock } from './testing/sync-server.ts'

test.each([
  ['[H1] of another editor schema', '?v=1&schema=0123456789abcdef', 4426],
  ['[H2] of another epoch', '?v=1&epoch=another', 4410],
])('a client %s is let go before any document data', async (_name, query, code) => {
  const { url } = await aServer()
  const { socket, closed } = await bare(url, 'ann', query)
  const kinds: number[] = []
  socket.on('message', (data: Buffer) => kinds.push(data[0] ?? -1))
  expect((await closed)[0]).toBe(code)
  expect(kinds.filter((kind) => kind === 0)).toEqual([])
})

test('[H1] [H2] a client of ours that says what it is, and a stock one that says nothing, come in', async () => {
  const { url } = await aServer()
  const ours = stock(url, 'ann', { v: '1', schema: EDITOR_SCHEMA_HASH, epoch: FIRST_EPOCH })
  ours.provider.messageHandlers[120] = () => undefined
  const other = stock(url, 'bob')
  await ours.synced()
  await other.synced()
  expect([...ours.closes, ...other.closes]).toEqual([])
})
