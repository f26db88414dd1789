import { fc, test } from '@fast-check/vitest'
import * as encoding from 'lib0/encoding'
import { expect } from 'vitest'
import { applyAwarenessUpdate, Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { newestPlaces } from './newest-places.ts'

type Said = readonly [client: number, clock: number, state: string]

const update = (said: readonly Said[]) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, said.length)
    for (const [client, clock, state] of said) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, state)
    }
  })

function after(updates: readonly Uint8Array[]): Record<string, unknown> {
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState(null)
  for (const one of updates) applyAwarenessUpdate(awareness, one, 'net')
  const states = Object.fromEntries(awareness.getStates())
  awareness.destroy()
  return states
}

const said = fc.tuple(
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: 1, max: 4 }),
  fc.constantFrom('null', '{"at":1}', '{"at":2}'),
)

test.prop([fc.array(fc.array(said, { maxLength: 3 }), { maxLength: 6 })])(
  'in one they say what they say one after the other',
  (list) => {
    const updates = list.map((one) => update(one))
    expect(after([newestPlaces(updates)])).toEqual(after(updates))
  },
)

test('one that is cut short is refused', () => {
  const whole = update([[1, 1, '{"at":1}']])
  expect(() => newestPlaces([whole, whole.subarray(0, whole.length - 2)])).toThrow('end of array')
})
