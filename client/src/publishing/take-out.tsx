import { EXPORT_FORMATS } from '@dateline/shared/api/contracts'
import { ClipboardCopy, FileText, Printer } from 'lucide-react'
import { useState } from 'react'
import { t } from '../i18n/translate.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { tell } from '../ui/toasts.ts'
import { copyMarkdown, copyRichText } from './copy-story.ts'
import { exportUrl } from './fetch-export.ts'
import { printStory } from './print-story.ts'
import css from './take-out.module.css'

interface Props {
  storyId: string
  /** The gate is closed: whatever is taken out says on its face that it is a draft. */
  isDraft: boolean
}

type Work = (storyId: string, isDraft: boolean) => Promise<void>

/** Out of the building without a site: onto the clipboard, onto paper, as a file of each format. */
export function TakeOut({ storyId, isDraft }: Props) {
  const [isBusy, setBusy] = useState(false)
  const run = async (work: Work, done?: string) => {
    setBusy(true)
    try {
      await work(storyId, isDraft)
      if (done !== undefined) tell(done)
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error), 'bad')
    } finally {
      setBusy(false)
    }
  }
  const act = (work: Work, done?: string) => () => void run(work, done)
  const copied = isDraft ? t('takeOut.copied.draft') : t('takeOut.copied')
  return (
    <section aria-labelledby="take-out" className={css['takeOut']}>
      <h3 id="take-out">{isDraft ? t('takeOut.title.draft') : t('takeOut.title')}</h3>
      {isDraft && <p className={css['note']}>{t('takeOut.draft')}</p>}
      <div className={css['row']}>
        <Button small isDisabled={isBusy} onPress={act(copyRichText, copied)}>
          <ClipboardCopy aria-hidden />
          {t('takeOut.copyRich')}
        </Button>
        <Button small isDisabled={isBusy} onPress={act(copyMarkdown, copied)}>
          <FileText aria-hidden />
          {t('takeOut.copyMarkdown')}
        </Button>
        <Button small isDisabled={isBusy} onPress={act(printStory)}>
          <Printer aria-hidden />
          {t('takeOut.print')}
        </Button>
      </div>
      <ul aria-label={t('takeOut.download')} className={css['files']}>
        {EXPORT_FORMATS.map((format) => (
          <li key={format}>
            <ButtonLink small href={exportUrl(storyId, format, isDraft)} download="">
              {t(`takeOut.format.${format}`)}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
