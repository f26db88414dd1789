import { directionOf, type Language } from '../../story/meta-doc.ts'
import { dayNumber, dayOf } from '../dates/civil-day.ts'
import { frame, MARGIN } from './frame.ts'
import { EVENT_WORDS, PICTURE_WORDS } from './picture-words.ts'
import { svg, type Palette, type SvgNode } from './svg-node.ts'
import type { TimelineEvent } from './timeline.ts'
import { BOLD, wrapWords } from './wrap-words.ts'

const WIDTH = 480
/** The line between the dates and what happened. */
const LINE_X = 180
const TEXT_X = LINE_X + 28
const SIZE = 15
const SMALL = 12.5
const LEADING = 20
const GAP = 18
/** More days than this between two events are drawn as a longer gap. */
const LONG_PAUSE_DAYS = 20

/**
 * The talks from top to bottom: days at one side, what happened at the other, a stretch of days as
 * a bar, what is uncertain with an open dot. Right-to-left in the languages that are (rule V3).
 */
export function timelinePicture(
  events: readonly TimelineEvent[],
  language: Language,
  palette: Palette,
): SvgNode {
  const isRtl = directionOf(language) === 'rtl'
  const x = (at: number) => (isRtl ? WIDTH - at : at)
  const rows: { event: TimelineEvent; top: number; height: number }[] = []
  let top = MARGIN + 30
  for (const [index, event] of events.entries()) {
    const before = events[index - 1]
    if (before && daysBetween(before, event) > LONG_PAUSE_DAYS) top += GAP
    const height = Math.max(datesOf(event).length, wordsOf(event).length) * LEADING
    rows.push({ event, top, height })
    top += height + GAP
  }
  const height = top + MARGIN - GAP
  const [first, last] = [rows[0], rows.at(-1)]
  return frame(
    { width: WIDTH, height, language, palette },
    { title: PICTURE_WORDS.timeline[language], words: timelineInWords(events) },
    ...(first && last
      ? [
          svg('line', {
            x1: x(LINE_X),
            y1: first.top + 6,
            x2: x(LINE_X),
            y2: last.top + last.height - 6,
            stroke: palette.line,
            'stroke-width': 2,
          }),
        ]
      : []),
    ...rows.map((row) => drawRow(row, x, language, palette)),
  )
}

function drawRow(
  { event, top, height }: { event: TimelineEvent; top: number; height: number },
  x: (at: number) => number,
  language: Language,
  palette: Palette,
): SvgNode {
  const y = (line: number) => top + 12 + line * LEADING
  const isOpen = event.note !== undefined
  const colour = isOpen ? palette.open : palette.accent
  const fill = isOpen ? palette.paper : colour
  const words = wordsOf(event)
  return svg(
    'g',
    {},
    ...datesOf(event).map(({ text, isOwn }, line) =>
      svg(
        'text',
        {
          x: x(LINE_X - 20),
          y: y(line),
          'text-anchor': 'end',
          fill: isOwn ? palette.ink : palette.soft,
          'font-size': isOwn ? 13.5 : SMALL,
          ...(isOwn && { 'font-weight': 600 }),
        },
        text,
      ),
    ),
    event.date.end
      ? svg('rect', {
          x: x(LINE_X) - 6,
          y: top,
          width: 12,
          height: height - 4,
          rx: 6,
          fill,
          stroke: colour,
          'stroke-width': 2,
        })
      : svg('circle', {
          cx: x(LINE_X),
          cy: top + 7,
          r: 7,
          fill,
          stroke: colour,
          'stroke-width': 2,
        }),
    ...words.map(({ text, kind }, line) =>
      svg(
        'text',
        {
          x: x(TEXT_X),
          y: y(line),
          fill: kind === 'title' ? palette.ink : kind === 'note' ? palette.open : palette.soft,
          'font-size': kind === 'title' ? SIZE : SMALL,
          ...(kind === 'title' && { 'font-weight': 600 }),
          ...(kind === 'title' && event.isCancelled && { 'text-decoration': 'line-through' }),
        },
        kind === 'kind'
          ? [EVENT_WORDS[event.type][language], event.place].filter(Boolean).join(' · ')
          : text,
      ),
    ),
  )
}

const datesOf = (event: TimelineEvent): readonly { text: string; isOwn: boolean }[] => [
  ...wrapWords(event.own, LINE_X - 20 - MARGIN, 13.5 * BOLD, 2).map((text) => ({
    text,
    isOwn: true,
  })),
  ...(event.other === event.own
    ? []
    : wrapWords(event.other, LINE_X - 20 - MARGIN, SMALL, 2).map((text) => ({
        text,
        isOwn: false,
      }))),
]

function wordsOf(
  event: TimelineEvent,
): readonly { text: string; kind: 'title' | 'kind' | 'note' }[] {
  const width = WIDTH - TEXT_X - MARGIN
  return [
    ...wrapWords(event.title, width, SIZE * BOLD).map((text) => ({ text, kind: 'title' as const })),
    { text: '', kind: 'kind' as const },
    ...(event.note ? [{ text: event.note, kind: 'note' as const }] : []),
  ]
}

function daysBetween(a: TimelineEvent, b: TimelineEvent): number {
  return dayNumber(dayOf(b.date.start)) - dayNumber(dayOf(a.date.end ?? a.date.start))
}

/** The whole timeline in a sentence each: the text alternative of the picture. */
export function timelineInWords(events: readonly TimelineEvent[]): string {
  return events
    .map(
      ({ own, title, place, note }) => `${own}: ${[title, place, note].filter(Boolean).join(', ')}`,
    )
    .join('. ')
}
