import { DatabaseError } from 'pg'

/** Shutting down, starting up, out of connections, or on a node that only reads for now. */
const NOT_NOW = /^(08|57P|53300|25006)/
/** Two transactions stood in each other's way. */
const AGAIN = /^40/

/** The way there is cut. */
const NO_WAY = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST|ENET)/

/** Would the same query work later, with nothing changed? Whatever is no answer counts. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (!(error instanceof DatabaseError)) {
    return 'code' in error ? NO_WAY.test(String(error.code)) : CONNECTION.test(error.message)
  }
  return NOT_NOW.test(error.code ?? '') || AGAIN.test(error.code ?? '')
}

/** What the driver says without a code. */
const CONNECTION =
  /connection terminated|connection timeout|read timeout|timeout exceeded|client was closed|not queryable/i
