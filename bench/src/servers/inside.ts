import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import process from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Loaded into every measured server before its own code (`--import`): tells its memory after a
 * collection, or takes a CPU profile, when asked. It does nothing else.
 */
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
let session: Session | null = null

export type Question = { ask: 'memory' } | { ask: 'profile' } | { ask: 'profiled'; file: string }

process.on('message', (question: Question) => {
  void reply(question).then((value) => process.send?.({ value }))
})
process.on('disconnect', () => process.exit(1)) // nobody is left to stop it
process.channel?.unref()

async function reply(question: Question): Promise<unknown> {
  switch (question.ask) {
    case 'memory': {
      collect()
      collect()
      const { rss, heapUsed, external } = process.memoryUsage()
      return { rss, heapUsed, external }
    }
    case 'profile':
      session = new Session()
      session.connect()
      await session.post('Profiler.enable')
      await session.post('Profiler.start')
      return null
    case 'profiled': {
      const stopped = await session?.post('Profiler.stop')
      writeFileSync(question.file, JSON.stringify(stopped?.profile))
      session?.disconnect()
      return null
    }
    default:
      return question satisfies never
  }
}
