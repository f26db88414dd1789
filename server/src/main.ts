import { readConfig } from './config.ts'
import { openLogger } from './observability/logger.ts'
import { serve } from './serve.ts'

/** Longest a drain may take before the process goes anyway. */
const DRAIN_MS = 10_000

try {
  const config = readConfig(process.env)
  const log = openLogger(config.logLevel)
  const running = await serve(config, log)
  const publicly = config.publicUrl === undefined ? '' : ` for ${config.publicUrl}`
  process.stdout.write(`Dateline is ready at ${running.url}${publicly}\n`)

  const stop = (why: string, code = 0) => {
    log.info({ why }, 'draining')
    setTimeout(() => process.exit(1), DRAIN_MS - 500).unref()
    running.close().then(
      () => process.exit(code),
      (error: unknown) => {
        log.error({ err: error }, 'the drain failed')
        process.exit(1)
      },
    )
  }
  process.once('SIGTERM', () => stop('SIGTERM'))
  process.once('SIGINT', () => stop('SIGINT'))
  // A bug that nobody caught (a rejected promise comes here, too): whatever state it left, what was
  // acknowledged is on disk. People are sent away to come back, and whoever started us starts anew.
  process.once('uncaughtException', (error) => {
    log.fatal({ err: error }, 'a bug: draining, then exit 1')
    stop('a bug', 1)
  })
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
