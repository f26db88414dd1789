import type { Seat } from '../load/seat.ts'

/** A server that is measured. */
export interface Target {
  readonly id: string
  readonly label: string
  /** Keeps documents over a restart. */
  readonly isDurable: boolean
  /** Holds documents at all: the bare relay does not. */
  readonly hasDocuments: boolean
  /** What it needs beyond `npm ci`, fetched once. */
  prepare(): Promise<void>
  /** A fresh one, with nothing in it. */
  start(): Promise<Running>
  versions(): Record<string, string>
}

/** One process of a server. */
export interface Running {
  /** Changes when it is started again. */
  readonly pid: number
  /** Names of new, empty stories. */
  newRooms(count: number): Promise<readonly string[]>
  /** @param person counts from 0; each is somebody else as far as accounts go round */
  seat(room: string, person: number): Seat
  /** What its process says of its memory, after a collection. */
  memory(): Promise<Memory>
  /** Begins a CPU profile of it. @returns end it and write it to a file */
  profile(): Promise<(file: string) => Promise<void>>
  /** SIGKILL. */
  kill(): Promise<void>
  /** SIGTERM; the data stays. */
  stopOnly(): Promise<void>
  /** The same data, on the same port. */
  startAgain(): Promise<void>
  /** SIGTERM, and its data is removed. */
  stop(): Promise<void>
  /** For looking at what only ours tells. */
  readonly url: string
}

/** Bytes. */
export interface Memory {
  readonly rss: number
  readonly heapUsed: number
  readonly external: number
}
