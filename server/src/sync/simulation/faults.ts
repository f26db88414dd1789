/** What goes wrong, and how often. */
export interface Faults {
  /** How often a write kills the process: before, in the middle of, or right after it. */
  readonly killChance: number
  /** The same of a write off the hot path: a snapshot, a piece of packing. */
  readonly upkeepKillChance: number
  /** How often a write is refused, as by a full disk. */
  readonly refuseChance: number
  /** How often the connection to the database breaks under a question, or under its answer. */
  readonly breakChance: number
  /** How often a message between two nodes is lost, comes twice, or comes much later. */
  readonly loseChance: number
  readonly doubleChance: number
  readonly lateChance: number
  /** For showing that the simulation can fail: answers first and writes a while later. */
  readonly answersBeforeWriting: boolean
}

export const NO_FAULTS: Faults = {
  killChance: 0,
  upkeepKillChance: 0,
  refuseChance: 0,
  breakChance: 0,
  loseChance: 0,
  doubleChance: 0,
  lateChance: 0,
  answersBeforeWriting: false,
}
