import { publicFact } from '../../export/public-fact.ts'
import type { Fact } from '../fact.ts'
import type { FactStatus } from '../status.ts'

/**
 * The facts a picture may show (rule V4): the part of each that readers may ever see (X3), without
 * what was retracted. Whether the others are approved is the gate's to hold.
 */
export function drawableFacts(
  facts: readonly Fact[],
  statuses: ReadonlyMap<string, FactStatus>,
): readonly Fact[] {
  return facts
    .filter(({ id }) => statuses.get(id) !== 'retracted')
    .map(publicFact)
    .filter((fact) => fact !== undefined)
}
