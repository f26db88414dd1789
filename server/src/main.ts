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

  const stop = (signal: string) => {
    log.info({ signal }, 'draining')
    setTimeout(() => process.exit(1), DRAIN_MS - 500).unref()
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the drain failed')
        process.exit(1)
      },
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
