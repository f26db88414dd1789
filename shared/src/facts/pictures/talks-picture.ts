import { directionOf, type Language } from '../../story/meta-doc.ts'
import { frame, MARGIN } from './frame.ts'
import { PICTURE_WORDS, roundsWord } from './picture-words.ts'
import { svg, type Palette, type SvgNode } from './svg-node.ts'
import type { Talker, Talks, Tie } from './talks.ts'
import { BOLD, wrapWords } from './wrap-words.ts'

const BOX = { width: 176, height: 72 }
const GAP = 104
const SIZE = 15
const SMALL = 12.5
/** Parties above, mediators below, and room between for the lines and what they say. */
const BETWEEN_ROWS = 104

interface Placed {
  readonly talker: Talker
  /** The middle of the box. */
  readonly x: number
  readonly y: number
  readonly index: number
}

/** Parties in a row, mediators below them, a line for every tie the facts know (rules V2, V3). */
export function talksPicture(
  { talkers, ties }: Talks,
  language: Language,
  palette: Palette,
): SvgNode {
  const isRtl = directionOf(language) === 'rtl'
  const [parties, mediators] = (['party', 'mediator'] as const).map((side) =>
    talkers.filter((talker) => talker.side === side),
  ) as [Talker[], Talker[]]
  const most = Math.max(parties.length, mediators.length, 2)
  // Over more than two parties bows are drawn, with their words.
  const partiesY = parties.length > 2 ? 108 : 60
  const mediatorsY = partiesY + BOX.height + BETWEEN_ROWS
  const width = MARGIN * 2 + most * BOX.width + (most - 1) * GAP
  const height = (mediators.length > 0 ? mediatorsY : partiesY) + BOX.height + MARGIN
  const row = (members: readonly Talker[], y: number): Placed[] =>
    members.map((talker, index) => {
      const at = Math.round((width / members.length) * (index + 0.5))
      return { talker, x: isRtl ? width - at : at, y: y + BOX.height / 2, index }
    })
  const placed = [...row(parties, partiesY), ...row(mediators, mediatorsY)]
  const byId = new Map(placed.map((one) => [one.talker.id, one]))
  return frame(
    { width, height, language, palette },
    { title: PICTURE_WORDS.chart[language], words: talksInWords({ talkers, ties }, language) },
    ...ties.flatMap((tie) => {
      const [from, to] = [byId.get(tie.from), byId.get(tie.to)]
      return from && to ? [drawTie(tie, from, to, language, palette)] : []
    }),
    ...placed.map((one) => drawBox(one, palette)),
  )
}

function drawTie(
  tie: Tie,
  from: Placed,
  to: Placed,
  language: Language,
  palette: Palette,
): SvgNode {
  const isDashed = tie.kind === 'talks' && !tie.formats.includes('direct') && tie.formats.length > 0
  const line = {
    fill: 'none',
    stroke: tie.kind === 'talks' ? palette.accent : palette.line,
    'stroke-width': tie.kind === 'talks' ? Math.min(2 + tie.rounds, 6) : 2,
    ...(isDashed && { 'stroke-dasharray': '7 5' }),
  }
  if (tie.kind === 'mediates') {
    return svg('line', {
      ...line,
      x1: from.x,
      y1: from.y - BOX.height / 2,
      x2: to.x,
      y2: to.y + BOX.height / 2,
    })
  }
  const middle = (from.x + to.x) / 2
  const isNext = Math.abs(from.index - to.index) === 1
  // Between neighbours a straight line; over others a bow above their boxes (or below mediators').
  const edge = from.talker.side === 'party' ? from.y - BOX.height / 2 : from.y + BOX.height / 2
  const bow = from.talker.side === 'party' ? edge - 34 : edge + 34
  const y = isNext ? from.y - 10 : (edge + bow) / 2 - 6
  return svg(
    'g',
    {},
    isNext
      ? svg('line', { ...line, x1: from.x, y1: from.y, x2: to.x, y2: to.y })
      : svg('path', { ...line, d: `M ${from.x} ${edge} Q ${middle} ${bow} ${to.x} ${edge}` }),
    ...tieWords(tie, language).map((text, index, all) =>
      svg(
        'text',
        {
          x: middle,
          y: y - (all.length - 1 - index) * 16,
          'text-anchor': 'middle',
          fill: palette.soft,
          'font-size': SMALL,
        },
        text,
      ),
    ),
  )
}

/** "2 rounds", "indirect": what stands at a line. */
function tieWords(tie: Tie, language: Language): readonly string[] {
  return [
    tie.rounds > 0 ? roundsWord(tie.rounds, language) : PICTURE_WORDS.signed[language],
    ...tie.formats.map((format) => PICTURE_WORDS[format][language]),
  ]
}

function drawBox({ talker, x, y }: Placed, palette: Palette): SvgNode {
  const name = wrapWords(talker.name, BOX.width - 20, SIZE * BOLD, talker.kind ? 2 : 3)
  const lines = name.length + (talker.kind ? 1 : 0)
  const top = y - ((lines - 1) * 18) / 2 + 5
  const isParty = talker.side === 'party'
  const text = (words: string, line: number, isName: boolean) =>
    svg(
      'text',
      {
        x,
        y: top + line * 18,
        'text-anchor': 'middle',
        fill: isName ? palette.ink : palette.soft,
        'font-size': isName ? SIZE : SMALL,
        ...(isName && { 'font-weight': 600 }),
      },
      words,
    )
  return svg(
    'g',
    {},
    svg('rect', {
      x: x - BOX.width / 2,
      y: y - BOX.height / 2,
      width: BOX.width,
      height: BOX.height,
      rx: isParty ? 6 : BOX.height / 2,
      fill: isParty ? palette.tint : palette.paper,
      stroke: isParty ? palette.accent : palette.line,
      'stroke-width': 1.5,
    }),
    ...name.map((words, line) => text(words, line, true)),
    ...(talker.kind ? [text(talker.kind, name.length, false)] : []),
  )
}

/** Everybody and every tie in words: the text alternative of the picture; empty without two. */
export function talksInWords({ talkers, ties }: Talks, language: Language): string {
  if (talkers.length < 2) return ''
  const names = new Map(talkers.map(({ id, name }) => [id, name]))
  const all = talkers.map(({ name, kind }) => (kind ? `${name} (${kind})` : name)).join(', ')
  const tied = ties
    .map((tie) => {
      const what =
        tie.kind === 'talks' ? tieWords(tie, language).join(', ') : PICTURE_WORDS.mediates[language]
      return `${names.get(tie.from)} – ${names.get(tie.to)}: ${what}`
    })
    .join('. ')
  return tied ? `${all}. ${tied}` : all
}
