import { checkBlock, collectFindings } from '@dateline/shared/facts/checks/check-story'
import type { CheckBlock, CheckWorld, Spotted } from '@dateline/shared/facts/checks/finding'
import type { CheckAnswer, CheckRequest } from './check-request.ts'

interface Checked {
  readonly block: CheckBlock
  readonly spotted: readonly Spotted[]
}

/** The worker's side: keeps what was found in each block, and looks only at those that changed. */
export class CheckDesk {
  #world: CheckWorld | null = null
  #checked: readonly Checked[] = []

  /** Requests build on each other: they must come in the order they were made. */
  answer({ id, world, blocks }: CheckRequest): CheckAnswer {
    const before = this.#checked
    if (world) this.#world = world
    const known = this.#world
    if (!known) return { id, findings: [] }
    this.#checked = blocks.flatMap((one): Checked[] => {
      if (!('same' in one)) return [{ block: one, spotted: checkBlock(one, known) }]
      const had = before[one.same]
      if (!had) return []
      const block = { ...had.block, block: one.block }
      return [{ block, spotted: world ? checkBlock(block, known) : had.spotted }]
    })
    const findings = collectFindings(this.#checked.map(({ block, spotted }) => [block, spotted]))
    return { id, findings }
  }
}
