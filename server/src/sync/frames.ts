import { MESSAGE_AWARENESS, MESSAGE_SYNC } from '@dateline/shared/sync/protocol'
import * as encoding from 'lib0/encoding'
import { framed, type Wire } from './wire.ts'

const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2

const syncFrame = (kind: number, payload: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_SYNC)
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, payload)
  })

/** "This is what I have": asks the other side for what it has beyond this state vector. */
export const stepOneFrame = (stateVector: Uint8Array) => syncFrame(STEP_1, stateVector)
/** The answer to a step 1. */
export const stepTwoFrame = (update: Uint8Array) => syncFrame(STEP_2, update)
export const updateFrame = (update: Uint8Array) => syncFrame(UPDATE, update)

const awarenessFrame = (payload: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_AWARENESS)
    encoding.writeVarUint8Array(encoder, payload)
  })

/**
 * A data frame that says nothing. A stock client drops a connection on which no data frame came for
 * 30 s (pings do not count), and an awareness message about nobody is one it knows (rule Y11).
 */
export const HEARTBEAT: Wire = framed(awarenessFrame(Uint8Array.of(0)))
