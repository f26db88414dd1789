import type { Faults } from './faults.ts'

export interface Plan {
  readonly seed: number
  readonly clients: number
  /** One stands on a disk of its own, several on one database. */
  readonly nodes: number
  readonly hasRedis: boolean
  /** Things that people and fate do before everything is healed. */
  readonly steps: number
  readonly faults: Faults
  /**
   * As in life: stories are compacted by themselves, and people look back at what they were; long
   * ones are sent and read in parts, some people read slowly, or come with a new device; and the
   * nodes' clocks differ.
   */
  readonly compacts: boolean
}

/** What one seed made happen, and what is wrong with it. */
export interface Outcome {
  readonly troubles: readonly string[]
  /** Everything that happened, one line each: the same seed writes the same. */
  readonly trace: readonly string[]
  readonly kills: number
}
