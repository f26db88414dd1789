const ELLIPSIS = '…'

/** How much wider the letters of a bold face are. */
export const BOLD = 1.12

/** Widths of letters as shares of the size they are set in; an estimate for any system's own face. */
function widthOf(text: string): number {
  let width = 0
  for (const letter of text) {
    if (/[\p{M}\u200b-\u200f]/u.test(letter)) continue
    if (/[iljtfrI.,;:'’|! ]/u.test(letter)) width += 0.3
    else if (/[mwMW@—]/u.test(letter)) width += 0.85
    else if (/[\p{Lu}\d]/u.test(letter)) width += 0.64
    else if (/\p{Script=Han}|\p{Script=Hangul}/u.test(letter)) width += 1
    else width += 0.53
  }
  return width
}

/**
 * Words in lines no wider than `width`, since SVG text does not wrap by itself. What does not fit
 * into `lines` ends in an ellipsis; a word wider than a line is cut.
 *
 * @param width and `size` in the same unit
 */
export function wrapWords(text: string, width: number, size: number, lines = 3): readonly string[] {
  const fits = (line: string) => widthOf(line) * size <= width
  const out: string[] = []
  let line = ''
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word
    if (fits(longer)) {
      line = longer
      continue
    }
    if (line) out.push(line)
    line = fits(word) ? word : cut(word, fits)
  }
  if (line) out.push(line)
  if (out.length <= lines) return out
  const last = out[lines - 1] ?? ''
  return [...out.slice(0, lines - 1), cut(`${last}${ELLIPSIS}`, fits)]
}

/** As many letters as fit, the rest as an ellipsis. */
function cut(text: string, fits: (line: string) => boolean): string {
  if (fits(text)) return text
  const letters = Array.from(text.replace(ELLIPSIS, ''))
  while (letters.length > 1 && !fits(letters.join('') + ELLIPSIS)) letters.pop()
  return letters.join('') + ELLIPSIS
}
