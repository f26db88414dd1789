import type { Fact } from '@dateline/shared/facts/fact'
import { drawPicture } from '@dateline/shared/facts/pictures/draw-picture'
import { drawableFacts } from '@dateline/shared/facts/pictures/drawable-facts'
import { PICTURE_KINDS, type PictureKind } from '@dateline/shared/facts/pictures/picture-kind'
import { PICTURE_WORDS } from '@dateline/shared/facts/pictures/picture-words'
import { FILE_PALETTE } from '@dateline/shared/facts/pictures/svg-node'
import { talksOf } from '@dateline/shared/facts/pictures/talks'
import { directionOf } from '@dateline/shared/story/meta-doc'
import { Download, ImagePlus } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { StoryEditors } from '../editor/story-editors.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { drawnPictures } from './drawn-pictures.ts'
import { insertPicture } from './insert-picture.ts'
import { PictureTable } from './picture-table.tsx'
import { downloadSvg } from './save-picture.ts'
import { SCREEN_PALETTE, SvgElement } from './svg-element.tsx'
import css from './pictures.module.css'

interface Props {
  session: StorySession
  editors: StoryEditors
  onOpenFact: (factId: string) => void
}

/** The talks as pictures, drawn from the facts as they stand at this moment. */
export function PicturesPanel({ session, ...props }: Props) {
  const all = useSnapshot(session.story.facts)
  const statuses = useSnapshot(session.factStatuses)
  const facts = drawableFacts(all, statuses)
  return (
    <section className={css['panel']} aria-label={t('pictures.title')}>
      {PICTURE_KINDS.map((kind) => (
        <Picture key={kind} kind={kind} facts={facts} session={session} {...props} />
      ))}
    </section>
  )
}

function Picture({
  kind,
  facts,
  session,
  editors,
  onOpenFact,
}: Props & { kind: PictureKind; facts: readonly Fact[] }) {
  const language = useSnapshot(session.language)
  const meta = useSnapshot(session.meta)
  const canWrite = useSnapshot(session.canWrite)
  const source = useMemo(() => drawnPictures(session.story, session.text), [session])
  const inCopy = useSnapshot(source).get(kind)
  const [isBusy, setBusy] = useState(false)
  const { image, words } = drawPicture(kind, facts, language, SCREEN_PALETTE)
  if (!words) {
    return (
      <Empty title={t(`pictures.${kind}`)}>
        <p>{t(`pictures.${kind}.none`)}</p>
      </Empty>
    )
  }
  const forFile = () => drawPicture(kind, facts, language, FILE_PALETTE).image
  const put = async () => {
    const editor = editors.get('body')
    if (!editor) return
    setBusy(true)
    const caption = PICTURE_WORDS[kind][language]
    await insertPicture(session, editor, { kind, image: forFile(), words, caption }, inCopy?.media)
    setBusy(false)
  }
  return (
    <figure className={css['figure']} aria-label={t(`pictures.${kind}`)}>
      <div className={css['picture']} dir={directionOf(language)}>
        <SvgElement node={image} className={css['svg'] ?? ''} />
      </div>
      {inCopy && inCopy.words !== words && (
        <Notice tone="warning">{t(`pictures.stale.${kind}`)}</Notice>
      )}
      {inCopy && inCopy.words === words && <p className={css['hint']}>{t('pictures.inCopy')}</p>}
      <div className={css['acts']}>
        {canWrite && inCopy?.words !== words && (
          <Button small isDisabled={isBusy} onPress={() => void put()}>
            <ImagePlus aria-hidden />
            {t(inCopy ? 'pictures.redraw' : 'pictures.insert')}
          </Button>
        )}
        <Button
          small
          look="quiet"
          onPress={() => downloadSvg(forFile(), `${meta.slug ?? 'story'}-${kind}.svg`)}
        >
          <Download aria-hidden />
          {t('pictures.save')}
        </Button>
      </div>
      {kind === 'chart' && talksOf(facts, language).ties.length === 0 && (
        <p className={css['hint']}>{t('pictures.chart.untied')}</p>
      )}
      <details className={css['details']}>
        <summary>{t('pictures.table')}</summary>
        <PictureTable kind={kind} facts={facts} language={language} onOpenFact={onOpenFact} />
      </details>
    </figure>
  )
}
