import { browser } from './browser.ts'
import { coldOpen } from './cold-open.ts'
import { crowd } from './crowd.ts'
import { idle } from './idle.ts'
import { kill } from './kill.ts'
import { nodes } from './nodes.ts'
import { quiet } from './quiet.ts'
import type { Scenario } from './scenario.ts'
import { stories } from './stories.ts'
import { storm } from './storm.ts'
import { watch } from './watch.ts'

export const SCENARIOS: readonly Scenario[] = [
  crowd,
  stories,
  watch,
  quiet,
  coldOpen,
  idle,
  kill,
  storm,
  nodes,
  browser,
]
