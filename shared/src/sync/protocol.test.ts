import { fc, test } from '@fast-check/vitest'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { describe, expect } from 'vitest'
import { factHash } from '../facts/canonical.ts'
import { aSource, aStory } from '../testing/story-builder.ts'
import {
  carriesUpdate,
  decodeMessage,
  encodeMessage,
  MESSAGE_DATELINE,
  PROTOCOL_VERSION,
  recordMessageSchema,
  type DatelineMessage,
} from './protocol.ts'

/** What a client reads: the first varUint, then one of ours. */
function decode(frame: Uint8Array): DatelineMessage | undefined {
  const decoder = decoding.createDecoder(frame)
  expect(decoding.readVarUint(decoder)).toBe(MESSAGE_DATELINE)
  return decodeMessage(decoder)
}

const { story } = aStory().withFact('a', 'date', { label: 'روز', sources: [aSource()] })
const [fact] = story.facts.list()
const approval = fact && {
  kind: 'approve' as const,
  hash: factHash(fact),
  by: 'eve',
  at: 5,
  note: '',
  frozen: fact,
}

const MESSAGES: readonly DatelineMessage[] = [
  {
    kind: 'hello',
    hello: {
      protocol: PROTOCOL_VERSION,
      schema: 'abc',
      epoch: '1',
      user: { id: 'u', name: 'Rita “R.” ریتا', color: '#123456', role: 'reporter' },
      canWrite: true,
    },
  },
  { kind: 'ack', count: 3, at: 1_795_000_000_000 },
  { kind: 'current' },
  {
    kind: 'record',
    record: recordMessageSchema.parse({
      story: {
        id: 's',
        version: 2,
        status: 'draft',
        createdBy: 'u',
        createdAt: 1,
        assignee: null,
        deadline: null,
        embargoUntil: null,
        reviewDueAt: null,
        legal: 'not_needed',
        access: 'newsroom',
        team: [],
        authors: ['u'],
      },
      facts: { a: { latest: approval, approval } },
    }),
  },
]

describe('our messages', () => {
  test.each(MESSAGES.map((message) => [message.kind, message] as const))(
    '[Y13] %s comes back as it went',
    (_, message) => {
      expect(decode(encodeMessage(message))).toEqual(message)
    },
  )

  test.prop([fc.nat(), fc.maxSafeNat()])('[Y13] any count, any time', (count, at) => {
    expect(decode(encodeMessage({ kind: 'ack', count, at }))).toEqual({ kind: 'ack', count, at })
  })

  test('[Y13] the bytes of an acknowledgement: what other clients rely on', () => {
    expect([...encodeMessage({ kind: 'ack', count: 1, at: 2 })]).toEqual([120, 1, 1, 2])
  })

  test('[Y13] a kind of a later version is to be ignored', () => {
    expect(decode(Uint8Array.of(MESSAGE_DATELINE, 99, 1, 2, 3))).toBeUndefined()
  })

  test('[Y13] what is cut off or spoiled throws, and is never half a message', () => {
    for (const message of MESSAGES) {
      const frame = encodeMessage(message)
      expect(() => decode(frame.subarray(0, frame.length - 1))).toThrow(/./)
    }
    const text = (kind: number, json: string) =>
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE_DATELINE)
        encoding.writeVarUint(encoder, kind)
        encoding.writeVarString(encoder, json)
      })
    for (const json of ['', 'null', '{}', '{"story":{}}', '[1']) {
      expect(() => decode(text(0, json))).toThrow(/./)
      expect(() => decode(text(2, json))).toThrow(/./)
    }
  })

  test.prop([fc.uint8Array({ maxLength: 60 })])(
    '[Y13] any bytes: read, ignored or thrown',
    (bytes) => {
      try {
        decodeMessage(decoding.createDecoder(bytes))
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
      }
    },
  )
})

test.each([
  [[0, 0, 1, 0], false], // sync step 1 asks
  [[0, 1, 2, 0, 0], true], // step 2 answers with changes
  [[0, 2, 2, 0, 0], true], // an update
  [[1, 1, 0], false], // presence
  [[MESSAGE_DATELINE, 1, 1, 1], false],
  [[], false],
])('[Y13] %j carries changes: %s', (bytes, carries) => {
  expect(carriesUpdate(Uint8Array.from(bytes))).toBe(carries)
})
