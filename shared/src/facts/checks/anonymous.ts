import { perRoot } from '../../story/per-root.ts'
import type { FactType } from '../fact-types.ts'
import type { CheckWorld, Spotted } from './finding.ts'
import { knownFacts } from './known-facts.ts'
import type { Reading } from './reading.ts'

/** Types that claim something; a name or a place is no claim. */
const CLAIMS: readonly FactType[] = [
  'round',
  'agreement',
  'mechanism',
  'statement',
  'issue',
  'figure',
  'meeting',
]

interface Claim {
  readonly label: string
  readonly descriptor: string | undefined
}

/** Facts that rest on nobody who is named. */
const claimsOf = perRoot(
  (world: CheckWorld): ReadonlyMap<string, Claim> =>
    new Map(
      knownFacts(world)
        .filter(
          ({ type, sources }) =>
            CLAIMS.includes(type) &&
            sources.length > 0 &&
            sources.every(({ kind }) => kind === 'anonymous'),
        )
        .map(({ id, label, sources }) => {
          const descriptor = sources.find((source) => source.descriptor?.trim())?.descriptor
          return [id, { label, descriptor: descriptor?.trim() }]
        }),
    ),
)

const ATTRIBUTION = {
  en: /\b(?:according\s+to|said|says|say|told|added|claim(?:s|ed)?|reported(?:ly)?|alleged(?:ly)?|sources?|officials?|diplomats?|on\s+condition\s+of\s+anonymity|briefed|familiar\s+with|quoted|insisted|suggested|described)\b/iu,
  prs: /گفت|به نقل|منبع|منابع|گزارش|اظهار|افزود/u,
  ps: /وویل|ویلي|سرچین|راپور|وايي|وایي/u,
} as const

/** [K11] A claim from an anonymous source in a sentence that says from nowhere. */
export function anonymous(reading: Reading): readonly Spotted[] {
  const { block, world, text } = reading
  const claims = claimsOf(world)
  if (claims.size === 0 || !['standfirst', 'body'].includes(block.textField)) return []
  return block.mentions.flatMap((mention): Spotted[] => {
    const claim = claims.get(mention.factId)
    if (!claim) return []
    const sentence = reading.sentenceAt(mention.start)
    const words = text.slice(sentence.start, sentence.end)
    const isNamed = claim.descriptor && text.toLowerCase().includes(claim.descriptor.toLowerCase())
    if (isNamed || ATTRIBUTION[world.language].test(words)) return []
    return [
      {
        rule: 'anonymous',
        severity: 'warning',
        start: mention.start,
        end: mention.end,
        message: { key: 'anonymous', params: { fact: claim.label } },
        subject: mention.factId,
        ...(world.language === 'en' && attribution(reading, sentence.end, words, claim)),
      },
    ]
  })
}

/** ", a diplomat said" before the stop of the sentence. */
function attribution(
  reading: Reading,
  sentenceEnd: number,
  words: string,
  { descriptor }: Claim,
): Pick<Spotted, 'fix'> {
  const stop = /[.]\s*$/u.exec(words)
  if (!descriptor || !stop) return {}
  const at = sentenceEnd - stop[0].length
  return reading.replace(at, at, `, ${descriptor.replace(/[.,]+$/u, '')} said`)
}
