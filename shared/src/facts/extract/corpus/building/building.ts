import type { CorpusText } from '../corpus-text.ts'
import { BUILDING_SPEECH } from './speech.ts'
import { BUILDING_TALKS } from './talks.ts'
import { BUILDING_TRAPS } from './traps.ts'
import { BUILDING_VOICES } from './voices.ts'
import { BUILDING_WIRES } from './wires.ts'

/** The half of the corpus that the rules were written and tuned with. */
export const BUILDING: readonly CorpusText[] = [
  ...BUILDING_TALKS,
  ...BUILDING_TRAPS,
  ...BUILDING_VOICES,
  ...BUILDING_WIRES,
  ...BUILDING_SPEECH,
]
