/** Short lines in the midst of the story, where somebody can be seen to type. */
export const PLACES = [
  'Here the first hand adds a line:',
  'Here the second hand adds a line:',
] as const

const SUBJECTS = [
  'The harbour office',
  'A pilot on the late watch',
  'The crew of the ferry',
  'A clerk',
]
const VERBS = [
  'told the desk that',
  'noted in the log that',
  'saw from the pier that',
  'heard that',
]
const REST = [
  'the tide came in an hour before the table said it should',
  'no boat had left the outer basin since the storm',
  'the lamps on the south mole were out for most of the night',
  'two of the cranes will stand still until a part comes by road',
]
const WORDS_A_PARAGRAPH = 60

/** A plain report of so many words, in paragraphs, without the letters q and z. */
export function longStory(words: number): string {
  const paragraphs: string[] = ['A night at the harbour']
  let [count, line] = [0, 0]
  while (count < words) {
    const sentences: string[] = []
    let length = 0
    while (length < WORDS_A_PARAGRAPH) {
      const sentence = sentenceAt(line++)
      sentences.push(sentence)
      length += sentence.split(' ').length
    }
    paragraphs.push(sentences.join(' '))
    count += length
    if (paragraphs.length === 4) paragraphs.push(...PLACES)
  }
  return paragraphs.join('\n\n')
}

function sentenceAt(line: number): string {
  const part = (parts: readonly string[], step: number) =>
    parts[Math.floor(line / step) % parts.length]
  return `${part(SUBJECTS, 1)} ${part(VERBS, 4)} ${part(REST, 3)}.`
}
