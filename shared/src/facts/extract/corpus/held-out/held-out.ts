import type { CorpusText } from '../corpus-text.ts'
import { HELD_OUT_TALKS } from './talks-held-out.ts'
import { HELD_OUT_TRAPS } from './traps-held-out.ts'

/** The half of the corpus that the rules are judged by and were never fitted to. */
export const HELD_OUT: readonly CorpusText[] = [...HELD_OUT_TALKS, ...HELD_OUT_TRAPS]
