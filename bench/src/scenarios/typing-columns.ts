import type { Column } from './scenario.ts'

export const TYPING_COLUMNS: readonly Column[] = [
  { key: 'p50', head: 'p50 ms', digits: 1 },
  { key: 'p95', head: 'p95 ms', digits: 1 },
  { key: 'p99', head: 'p99 ms', digits: 1 },
  { key: 'serverCpu', head: 'server cores', digits: 2 },
  { key: 'cpuPer1000', head: 'CPU ms per 1,000 delivered', digits: 2 },
  { key: 'delivered', head: 'letters delivered / s' },
  { key: 'framesPerSecond', head: 'frames / s' },
  { key: 'mbPerSecond', head: 'MB / s', digits: 1 },
  { key: 'rssMb', head: 'memory MB' },
  { key: 'wrong', head: 'wrong' },
]
