import { randomBytes } from 'node:crypto'
import { FIRST_EPOCH } from '@dateline/shared/sync/protocol'

/** A name no epoch ever had: a backup restored twice begins two different ones. */
export const newEpoch = (): string => randomBytes(9).toString('base64url')

/** The epoch of a story from that of all stories and its own, where either was ever renewed. */
export const epochOf = (all: string | undefined, own: string | undefined): string =>
  [all, own].filter((epoch) => epoch !== undefined).join('.') || FIRST_EPOCH
