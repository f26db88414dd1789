/** When letters were typed and painted on one page, by letter: ms since epoch, in order. */
export interface Drawn {
  readonly keys: Readonly<Record<string, number[]>>
  readonly shown: Readonly<Record<string, number[]>>
}

interface Watched {
  drawn: Drawn
}

/**
 * Runs in the page: notes when each of these letters is typed there, and when the paragraph that
 * begins with its words has been painted with one more of them, whoever typed it.
 */
export function watchLetters([letters, places]: readonly [string[], readonly string[]]): void {
  const now = () => performance.timeOrigin + performance.now()
  const empty = () => Object.fromEntries(letters.map((letter) => [letter, [] as number[]]))
  const drawn: Drawn = { keys: empty(), shown: empty() }
  ;(globalThis as unknown as Watched).drawn = drawn
  addEventListener(
    'keydown',
    ({ key, timeStamp }) => drawn.keys[key]?.push(performance.timeOrigin + timeStamp),
    true,
  )
  const story = document.querySelector('[role="textbox"][aria-label="Story"]') ?? document.body
  const placeOf = (words: string | undefined) =>
    [...story.querySelectorAll('p')].find(({ textContent }) => textContent.startsWith(words ?? ''))
  const found = places.map(placeOf)
  const countOf = (letter: string) => {
    const place = letters.indexOf(letter)
    if (!found[place]?.isConnected) found[place] = placeOf(places[place])
    return (found[place]?.textContent ?? '').split(letter).length - 1
  }
  const noted = new Map(letters.map((letter) => [letter, 0]))
  new MutationObserver(() => {
    for (const letter of letters) {
      const count = countOf(letter)
      const had = noted.get(letter) ?? 0
      if (count <= had) continue
      noted.set(letter, count)
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => {
          for (let one = had; one < count; one += 1) drawn.shown[letter]?.push(now())
        })
        port1.start()
        port2.postMessage(null) // comes after the frame was drawn
      })
    }
  }).observe(story, { subtree: true, childList: true, characterData: true })
}

/** Runs in the page: what was noted. */
export const drawnLetters = (): Drawn => (globalThis as unknown as Watched).drawn
