import { LENGTH_LIMITS } from '@dateline/shared/story/story-doc'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { cx } from '../ui/cx.ts'
import css from './story-page.module.css'

/** Below this share of the limit nobody needs to know. */
const WORTH_SAYING = 0.7

interface Props {
  session: StorySession
  field: 'headline' | 'standfirst' | 'seoTitle' | 'seoDescription'
  /** Also while it is far from its limit: for a field that is written to its length. */
  always?: boolean
}

/** The live length of a one-line field, once it comes near its limit (rule W3). */
export function FieldLength({ session, field, always = false }: Props) {
  const { [field]: length } = useSnapshot(session.lengths)
  const limit = LENGTH_LIMITS[field] ?? Infinity
  if (!always && length < limit * WORTH_SAYING) return null
  return (
    <span className={cx(css['length'], length > limit && css['over'])}>
      {/* In a story from right to left its numbers would change places. */}
      <bdi>{t('story.length', { length, limit })}</bdi>
    </span>
  )
}
