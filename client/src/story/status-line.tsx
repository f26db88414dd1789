import { LENGTH_LIMITS } from '@dateline/shared/story/story-doc'
import { useOpenChecks } from '../checks/use-open-checks.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import css from './status-line.module.css'

const WORDS_A_MINUTE = 230
const LINE_FIELDS = ['headline', 'standfirst', 'seoTitle', 'seoDescription'] as const

interface Props {
  session: StorySession
  onChecks: () => void
}

/** How long the story is, what is too long, and how much there is to check. */
export function StatusLine({ session, onChecks }: Props) {
  const checks = useOpenChecks(session).open.length
  const lengths = useSnapshot(session.lengths)
  const { words } = lengths
  const language = useSnapshot(session.language)
  const meta = useSnapshot(session.meta)
  const over = LINE_FIELDS.map((field) => ({
    field: t(`story.field.${field}`),
    over: lengths[field] - (LENGTH_LIMITS[field] ?? Infinity),
  })).filter((line) => line.over > 0)
  const target = meta.targetWords
  return (
    <footer className={css['line']} aria-label={t('story.lengths')}>
      <span className={cx(target !== undefined && words > target * 1.1 && css['over'])}>
        {target === undefined
          ? t('story.words', { count: words })
          : t('story.wordsOf', { count: words, target })}
      </span>
      <span>
        {t('story.reading', { minutes: Math.max(1, Math.round(words / WORDS_A_MINUTE)) })}
      </span>
      <span>{t(`language.${language}`)}</span>
      {over.map((line) => (
        <span key={line.field} className={css['over']}>
          {t('story.tooLong', line)}
        </span>
      ))}
      {checks > 0 && (
        <Button small look="quiet" className={css['checks'] ?? ''} onPress={onChecks}>
          {t('checks.count', { count: checks })}
        </Button>
      )}
    </footer>
  )
}
