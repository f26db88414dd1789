import type { FieldValue } from '../field-spec.ts'
import { capital } from './capital.ts'
import type { Copy } from './copy.ts'
import { spanOf, type Draft, type Mint } from './draft.ts'
import type { Span } from './proposal.ts'

const PURPOSE =
  'monitor(?:ing)?|verification|observer|observation|peacekeeping|stabili[sz]ation|inspection|liaison|co-?ordination|implementation|oversight|deconfliction|demarcation|disarmament|follow-up|fact-finding|ceasefire|truce'
const SIDES =
  'joint|tripartite|trilateral|bilateral|technical|military|border|humanitarian|security|prisoners?'
const WORD = String.raw`(?!(?:the|an?|of|in|on|at|to|for|by|with|from|that|or|but|as|was|were|is|are|has|had|will|would|said)\b)[\p{L}\p{M}.’'-]+`
const BODY = 'mechanism|committee|commission|mission'
const GROUP = 'force|team|body|cell|cent(?:re|er)|hotline|group'
const MECHANISM = new RegExp(
  String.raw`\b(?:an?|the|this|its|their|new)\s+(?<name>(?:${WORD}\s+){0,4}?(?:(?:(?:${PURPOSE}|${SIDES})\s+(?:${WORD}\s+){0,3}?(?:${BODY}))|(?:(?:${PURPOSE})\s+(?:${WORD}\s+){0,3}?(?:${GROUP}))))\b`,
  'giu',
)

type Status = 'proposed' | 'agreed' | 'working' | 'stalled'

const STATUSES: readonly [Status, RegExp | undefined, RegExp | undefined][] = [
  [
    'stalled',
    undefined,
    /^\s+(?:[^,.;]{0,40}\s)?(?:(?:has|have|had)\s+(?:not\s+(?:met|worked|convened)|stalled|been\s+(?:suspended|paralysed|frozen)|broken\s+down)|(?:is|was|remains)\s+(?:stalled|suspended|paralysed|frozen))/iu,
  ],
  [
    'working',
    undefined,
    /^\s+(?:(?:has|have|had)\s+(?:recorded|verified|begun|started|monitored|documented|met|worked|visited)|has\s+been\s+(?:meeting|working|monitoring|operating)|(?:is|are)\s+(?:working|operating|monitoring|in\s+place)|monitors|oversees|recorded|verified|reported|began\s+work)/iu,
  ],
  [
    'proposed',
    /\b(?:propos\w+|call(?:ed|s|ing)?\s+for|suggest\w*|demand\w*|offer\w*|urg(?:ed|es|ing)|ready\s+to|willing\s+to|prepared\s+to|consider\w*|discuss\w*|want\w*|ask\w*\s+for|seek\w*|sought|idea\s+of)\b[^.;]{0,60}$/iu,
    /^\s+(?:was|is|has\s+been)\s+proposed|^\s+(?:would|could|should|may|might)\s/iu,
  ],
  [
    'agreed',
    /\b(?:agree[ds]?|agreements?|accord|deal|decided|establish\w*|set(?:ting)?\s+up|creat\w+|form(?:ed|ing))\b[^.;]{0,60}$/iu,
    /^\s+(?:[^,.;]{0,60}\s)?(?:will|is\s+to|are\s+to|was\s+agreed|has\s+been\s+agreed|was\s+established|has\s+been\s+established)\b/iu,
  ],
]

/** Bodies that watch over what was agreed, each once; the status is what the verb says. */
export function mechanismDrafts(copy: Copy, mint: Mint): Draft[] {
  const drafts = new Map<string, Draft>()
  for (const sentence of copy.sentences) {
    if (sentence.block.textField === 'headline') continue
    const words = sentence.words(sentence.start, sentence.end)
    for (const match of words.matchAll(MECHANISM)) {
      const name = match.groups?.['name'] ?? ''
      const end = match.index + match[0].length
      const status = statusOf(words.slice(0, match.index), words.slice(end))
      const purpose = /^\s+to\s+([^.,;:“"]{5,160})/u.exec(words.slice(end))?.[1]
      const start = sentence.start + end - name.length
      const span = spanOf(sentence.block, { start, end: sentence.start + end }, 'name', 'full')
      add(drafts, name, span, { ...(purpose && { purpose }), ...(status && { status }) }, mint)
    }
  }
  return [...drafts.values()]
}

function add(
  drafts: Map<string, Draft>,
  name: string,
  span: Span,
  found: Record<string, FieldValue>,
  mint: Mint,
): void {
  const key = name.toLowerCase()
  const known = drafts.get(key)
  if (!known) {
    const fields = { name, ...found }
    const label = capital(name)
    drafts.set(key, {
      id: mint(),
      type: 'mechanism',
      label,
      fields,
      spans: [span],
      confidence: 0.8,
    })
    return
  }
  const spans = known.fields['name'] === name ? [...known.spans, span] : known.spans
  drafts.set(key, { ...known, fields: { ...found, ...known.fields }, spans })
}

function statusOf(before: string, after: string): Status | undefined {
  return STATUSES.find(
    ([, ahead, behind]) => ahead?.test(before) === true || behind?.test(after) === true,
  )?.[0]
}
