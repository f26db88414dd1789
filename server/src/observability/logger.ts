import { pino, type Logger } from 'pino'

/** JSON lines on stderr: stdout has the one line that says the server is ready. */
export function openLogger(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
}
