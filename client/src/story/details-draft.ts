import type { storyPatchBody, StorySummary } from '@dateline/shared/api/contracts'
import type { Language, Meta } from '@dateline/shared/story/meta-doc'
import type { StoryRecord } from '@dateline/shared/story/record'
import type { LegalState } from '@dateline/shared/story/story-status'
import type { z } from 'zod'

/** The details as a form holds them: everything typed is text. */
export interface DetailsDraft {
  readonly slug: string
  readonly byline: string
  readonly dateline: string
  readonly tags: string
  readonly categories: string
  readonly targetWords: string
  readonly language: Language
  readonly assignee: string
  readonly deadline: string
  readonly embargoUntil: string
  readonly legal: LegalState
  readonly access: StorySummary['access']
  readonly team: readonly string[]
}

export function draftOf(meta: Meta, record: StoryRecord | undefined): DetailsDraft {
  return {
    slug: meta.slug ?? '',
    byline: meta.byline ?? '',
    dateline: meta.dateline ?? '',
    tags: meta.tags.join(', '),
    categories: meta.categories.join(', '),
    targetWords: meta.targetWords?.toString() ?? '',
    language: meta.language,
    assignee: record?.assignee ?? '',
    deadline: localTime(record?.deadline ?? null),
    embargoUntil: localTime(record?.embargoUntil ?? null),
    legal: record?.legal ?? 'not_needed',
    access: record?.access ?? 'newsroom',
    team: record?.team ?? [],
  }
}

/**
 * What to ask of the server: only what the person changed, so that saving the form never puts back
 * what somebody else changed while it was open.
 */
export function changesOf(before: DetailsDraft, now: DetailsDraft): z.input<typeof storyPatchBody> {
  const whole: z.input<typeof storyPatchBody> = {
    slug: now.slug.trim() || undefined,
    byline: now.byline.trim(),
    dateline: now.dateline.trim(),
    tags: namesIn(now.tags),
    categories: namesIn(now.categories),
    targetWords: now.targetWords.trim() === '' ? null : Number(now.targetWords),
    language: now.language,
    assignee: now.assignee || null,
    deadline: moment(now.deadline),
    embargoUntil: moment(now.embargoUntil),
    legal: now.legal,
    access: now.access,
    team: [...now.team],
  }
  const changed = Object.entries(whole).filter(([key]) => {
    const field = key as keyof DetailsDraft
    return JSON.stringify(before[field]) !== JSON.stringify(now[field])
  })
  return Object.fromEntries(changed)
}

const namesIn = (list: string): string[] =>
  list
    .split(/[,،]/u)
    .map((name) => name.trim())
    .filter(Boolean)

const moment = (local: string): number | null => (local === '' ? null : new Date(local).getTime())

/** A moment in the person's own time zone, as `<input type="datetime-local">` writes it. */
function localTime(at: number | null): string {
  if (at === null) return ''
  const date = new Date(at)
  const local = new Date(at - date.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}
