import process from 'node:process'
import { bodyJson } from '@dateline/server/src/imports/body-json.ts'
import { proposeForStory } from '@dateline/server/src/imports/propose-for-story.ts'
import { readImport } from '@dateline/server/src/imports/read-import.ts'
import { IMPORT_LIMIT } from '@dateline/shared/api/contracts'
import { putProposals } from '@dateline/shared/facts/extract/anchors'
import { BUILDING } from '@dateline/shared/facts/extract/corpus/building/building'
import type { CorpusText } from '@dateline/shared/facts/extract/corpus/corpus-text'
import { HELD_OUT } from '@dateline/shared/facts/extract/corpus/held-out/held-out'
import { scoreCorpus, scoreTable } from '@dateline/shared/facts/extract/corpus/score'
import { seedStory } from '@dateline/shared/story/seed-story'
import { aStory } from '@dateline/shared/testing/story-builder'

const [PRECISION, RECALL] = [0.9, 0.8]
const LIMIT = 2_000 // ms of CPU for the longest import
/** Short paragraphs of the corpus to one of a long text, which has room for 5,000 paragraphs. */
const SENTENCES = 4
/** Four times the text may take this many times as long: linear, with room for a busy machine. */
const GROWTH = 8

/**
 * Precision and recall for each type on both halves of the corpus, then the time of an import.
 * @returns whether precision and recall are as wanted; times depend on the machine
 */
export async function benchExtraction(): Promise<boolean> {
  let isGood = true
  for (const [name, texts] of [
    ['building', BUILDING],
    ['held out', HELD_OUT],
  ] as const) {
    const rows = scoreCorpus(texts)
    console.log(`\n${name} half, ${texts.length} texts\n${scoreTable(rows)}`)
    isGood &&= rows.every(({ precision, recall }) => precision >= PRECISION && recall >= RECALL)
  }
  console.log(`\nwanted: precision ${PRECISION}, recall ${RECALL} for every type`)
  await timeOf(longText(IMPORT_LIMIT / 8, SENTENCES)) // the first run pays for the compiler
  for (const [name, sentences] of [
    ['in paragraphs', SENTENCES],
    ['in one paragraph', Infinity],
  ] as const) {
    const quarter = await timeOf(longText(IMPORT_LIMIT / 4, sentences))
    const whole = await timeOf(longText(IMPORT_LIMIT, sentences))
    const growth = whole / quarter
    console.log(
      `${IMPORT_LIMIT} characters ${name}: ${whole.toFixed(0)} ms of CPU (limit ${LIMIT}), ${growth.toFixed(1)} times a quarter of it (limit ${GROWTH})`,
    )
    if (whole > LIMIT || growth > GROWTH) console.log('  slower than that')
  }
  return isGood
}

/** From text to a story with its proposals, as an import does it, without the network and the disk. */
async function timeOf(text: string): Promise<number> {
  const start = process.cpuUsage()
  const { headline = '', blocks } = readImport({ text, accept: 'none' }, undefined)
  const body = bodyJson(blocks)
  const { doc, story } = aStory()
  seedStory(doc, { headline, ...(body && { body }), meta: { language: 'en' } })
  putProposals(story, proposeForStory(story, { date: '2025-10-31', tz: 'Asia/Kabul' }), 'bench')
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** English copy of the corpus, over and over, so many of its short paragraphs to one of this text. */
function longText(length: number, together: number): string {
  const once = [...BUILDING, ...HELD_OUT]
    .filter(({ language }) => language === 'en')
    .flatMap(({ headline, body }: CorpusText) => [headline, ...body])
  let text = once[0] ?? ''
  for (let count = 1; text.length < length; count += 1) {
    text += `${count % together === 0 ? '\n\n' : ' '}${once[count % once.length]}`
  }
  return text.slice(0, length)
}
