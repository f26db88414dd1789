import { writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'

/**
 * What a page cost, in CPU seconds of each second: what else runs on the machine makes them fewer,
 * not more, for then the page does less in a second.
 */
export interface PageCost {
  /** All threads of its process. */
  readonly process: number
  /** The main one, and what it did. */
  readonly main: number
  readonly script: number
  readonly style: number
  readonly layout: number
  /** How often it was laid out. */
  readonly layouts: number
}

/**
 * Begins a CPU profile of a page's main thread.
 * @returns end it, write it to a file and say what the thread did meanwhile
 */
export async function profilePage(page: Page): Promise<(file: string) => Promise<PageCost>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await session.send('Profiler.enable')
  await session.send('Profiler.setSamplingInterval', { interval: 1_000 })
  const metrics = async (): Promise<ReadonlyMap<string, number>> => {
    const answer = await session.send('Performance.getMetrics')
    return new Map(answer.metrics.map(({ name, value }) => [name, value]))
  }
  const before = await metrics()
  await session.send('Profiler.start')
  return async (file) => {
    const { profile } = await session.send('Profiler.stop')
    const after = await metrics()
    await session.detach()
    writeFileSync(file, JSON.stringify(profile))
    const of = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0)
    const seconds = of('Timestamp')
    return {
      process: of('ProcessTime') / seconds,
      main: of('ThreadTime') / seconds,
      script: of('ScriptDuration') / seconds,
      style: of('RecalcStyleDuration') / seconds,
      layout: of('LayoutDuration') / seconds,
      layouts: of('LayoutCount') / seconds,
    }
  }
}
