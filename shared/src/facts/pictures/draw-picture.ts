import type { Language } from '../../story/meta-doc.ts'
import type { Fact } from '../fact.ts'
import type { PictureKind } from './picture-kind.ts'
import type { Palette, SvgNode } from './svg-node.ts'
import { talksInWords, talksPicture } from './talks-picture.ts'
import { talksOf } from './talks.ts'
import { timelineInWords, timelinePicture } from './timeline-picture.ts'
import { timelineOf } from './timeline.ts'

export interface DrawnPicture {
  readonly image: SvgNode
  /** All it says, for those who do not see it; empty when there is nothing to draw. */
  readonly words: string
}

/** A picture of the facts (rules V1–V4), the same for the screen and for a file. Pure. */
export function drawPicture(
  kind: PictureKind,
  facts: readonly Fact[],
  language: Language,
  palette: Palette,
): DrawnPicture {
  if (kind === 'timeline') {
    const events = timelineOf(facts, language)
    return { image: timelinePicture(events, language, palette), words: timelineInWords(events) }
  }
  const talks = talksOf(facts, language)
  return { image: talksPicture(talks, language, palette), words: talksInWords(talks, language) }
}
