import type { Change } from '../api/contracts.ts'
import { NOTICE_KINDS, type Notice, type NoticeKind } from '../export/notice.ts'
import type { Language } from '../story/meta-doc.ts'

/** Longer than this, a notice quotes the beginning only, characters. */
const QUOTED = 160
/** More changes than this are for an editor to sum up. */
const MOST = 4

/**
 * A notice to start from, in the story's language (rule C4): of the gravest kind that the changes
 * have, a sentence for each change of that kind. An editor reads it before it goes out.
 *
 * @returns undefined when readers need not be told
 */
export function draftNotice(
  changes: readonly Change[],
  language: Language,
): Omit<Notice, 'at'> | undefined {
  const kind = NOTICE_KINDS.find((one) => changes.some((change) => change.kind === one))
  if (kind === undefined) return undefined
  const told = changes.filter((change) => change.kind === kind)
  const facts = told.filter(({ what }) => what === 'fact')
  const sentences = (facts.length > 0 ? facts : told)
    .slice(0, MOST)
    .map((change) => sentence(kind, change, SENTENCES[language]))
  return { kind, text: [...new Set(sentences)].join(' ') }
}

function sentence(kind: NoticeKind, change: Change, words: Sentences): string {
  const { what, label, before, after } = change
  if (what !== 'fact') {
    if (kind === 'update') return words.more
    return words.reworded(onlyIn(before, after), onlyIn(after, before))
  }
  const was = before === null ? null : shortened(before)
  const now = after === null ? null : shortened(after)
  if (was === null) return words.added(label, now ?? '')
  if (now === null) return words.removed(label, was)
  return kind === 'update' ? words.moved(label, was, now) : words.changed(label, was, now)
}

/** The sentences that the other version does not have, without the full stop that a quotation drops. */
function onlyIn(text: string | null, other: string | null): string | null {
  if (text === null) return null
  const known = new Set((other ?? '').split(SENTENCE_END))
  const own = text.split(SENTENCE_END).filter((sentence) => !known.has(sentence))
  return shortened((own.length > 0 ? own.join(' ') : text).replace(/[.۔]$/u, ''))
}

const SENTENCE_END = /(?<=[.!?؟۔])\s+/u

const shortened = (text: string): string =>
  text.length > QUOTED ? `${text.slice(0, QUOTED).trimEnd()}…` : text

interface Sentences {
  changed(label: string, was: string, now: string): string
  moved(label: string, was: string, now: string): string
  added(label: string, now: string): string
  removed(label: string, was: string): string
  reworded(was: string | null, now: string | null): string
  readonly more: string
}

const SENTENCES: Readonly<Record<Language, Sentences>> = {
  en: {
    changed: (label, was, now) =>
      `An earlier version of this article gave “${was}” (${label}). It should have been “${now}”.`,
    moved: (label, was, now) =>
      `This article has been updated: ${label} is now “${now}”, not “${was}”.`,
    added: (label, now) => `This article has been updated with ${label} (“${now}”).`,
    removed: (label, was) =>
      `An earlier version of this article gave “${was}” (${label}). That has been taken out.`,
    reworded: (was, now) =>
      was !== null && now !== null
        ? `An earlier version of this article read “${was}”. It now reads “${now}”.`
        : `An earlier version of this article also read “${was ?? now ?? ''}”. That has been taken out.`,
    more: 'This article has been updated with new information.',
  },
  prs: {
    changed: (label, was, now) =>
      `در نسخهٔ پیشین این مطلب «${was}» آمده بود (${label}). درست آن «${now}» است.`,
    moved: (label, was, now) => `این مطلب به‌روز شد: ${label} اکنون «${now}» است، نه «${was}».`,
    added: (label, now) => `این مطلب با ${label} («${now}») به‌روز شد.`,
    removed: (label, was) => `در نسخهٔ پیشین این مطلب «${was}» آمده بود (${label}). این بخش حذف شد.`,
    reworded: (was, now) =>
      was !== null && now !== null
        ? `در نسخهٔ پیشین این مطلب «${was}» نوشته شده بود. اکنون «${now}» است.`
        : `در نسخهٔ پیشین این مطلب «${was ?? now ?? ''}» نیز آمده بود. این بخش حذف شد.`,
    more: 'این مطلب با اطلاعات تازه به‌روز شد.',
  },
  ps: {
    changed: (label, was, now) =>
      `د دې لیکنې په مخکنۍ بڼه کې «${was}» راغلي وو (${label}). سم یې «${now}» دی.`,
    moved: (label, was, now) => `دا لیکنه نوې شوه: ${label} اوس «${now}» دی، نه «${was}».`,
    added: (label, now) => `دا لیکنه د ${label} («${now}») په زیاتولو سره نوې شوه.`,
    removed: (label, was) =>
      `د دې لیکنې په مخکنۍ بڼه کې «${was}» راغلي وو (${label}). دا برخه لرې شوه.`,
    reworded: (was, now) =>
      was !== null && now !== null
        ? `د دې لیکنې په مخکنۍ بڼه کې «${was}» لیکل شوي وو. اوس «${now}» دی.`
        : `د دې لیکنې په مخکنۍ بڼه کې «${was ?? now ?? ''}» هم راغلي وو. دا برخه لرې شوه.`,
    more: 'دا لیکنه د نویو معلوماتو په زیاتولو سره نوې شوه.',
  },
}
