import { usePersonName } from '../accounts/people.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { Button } from '../ui/button.tsx'
import { checkWords } from './check-words.ts'
import type { OpenChecks } from './open-checks.ts'
import css from './checks.module.css'

interface Props {
  session: StorySession
  ignored: OpenChecks['ignored']
  canWrite: boolean
}

/** What somebody chose to leave as it is, with who and why; each can be taken back. */
export function IgnoredList({ session, ignored, canWrite }: Props) {
  const nameOf = usePersonName()
  if (ignored.length === 0) return null
  return (
    <section className={css['ignored']} aria-labelledby="ignored-checks">
      <h3 id="ignored-checks" className={css['title']}>
        {t('checks.ignored', { count: ignored.length })}
      </h3>
      <ul>
        {ignored.map(([finding, { by, why }]) => (
          <li key={finding.key} className={css['item']}>
            <p className={css['why']}>{checkWords(finding)}</p>
            <p className={css['who']}>
              {why
                ? t('checks.ignored.by', { name: nameOf(by), why })
                : t('checks.ignored.noReason', { name: nameOf(by) })}
            </p>
            {canWrite && (
              <div className={css['acts']}>
                <Button
                  small
                  look="quiet"
                  onPress={() => session.story.ignored.restore(finding.key, session.origin)}
                >
                  {t('checks.restore')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
