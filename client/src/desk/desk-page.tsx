import { can } from '@dateline/shared/users/policy'
import { Download, Filter, Plus, Radio, WifiOff } from 'lucide-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { t } from '../i18n/translate.ts'
import { Alarms } from '../publishing/alarms.tsx'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { Tip } from '../ui/tooltip.tsx'
import { useMedia } from '../ui/use-media.ts'
import type { FeedState } from './desk-feed.ts'
import { countFilters, filterStories, NO_FILTERS, sortStories } from './desk-list.ts'
import { deskFilters, setDeskFilters } from './filters-state.ts'
import { Filters } from './filters.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { NewStoryDialog } from './new-story-dialog.tsx'
import { StoryList } from './story-list.tsx'
import { StoryPreview } from './story-preview.tsx'
import { useStories } from './use-stories.ts'
import css from './desk-page.module.css'

const WITH_PREVIEW = '(width > 72rem)'

/** The newsroom's stories, live: filters at the start, cards in the middle, a preview at the end. */
export function DeskPage() {
  const user = useCurrentUser()
  const { data, error, feed, refetch } = useStories()
  const filters = useSnapshot(deskFilters)
  const hasPreview = useMedia(WITH_PREVIEW)
  const [selected, setSelected] = useState<string | null>(null)
  const [params, setParams] = useSearchParams()
  const doing = params.get('do')
  const stop = () => setParams({}, { replace: true })
  const all = data ?? []
  const stories = sortStories(filterStories(all, filters, user.id))
  const mayCreate = can(user, 'story.create')

  return (
    <main className={css['desk']}>
      <title>{`${t('desk.title')} · ${t('app.name')}`}</title>
      <div className={css['side']}>
        <Filters stories={all} />
      </div>
      <section className={css['middle']} aria-label={t('desk.stories')}>
        <header className={css['head']}>
          <h1 className={css['title']}>{t('desk.count', { count: stories.length })}</h1>
          <Feed state={feed} />
          <span className={css['space']} />
          <Button
            look="quiet"
            className={css['phoneOnly'] ?? ''}
            onPress={() => setParams({ do: 'filter' })}
          >
            <Filter aria-hidden />
            {countFilters(filters) > 0
              ? t('desk.filters.on', { count: countFilters(filters) })
              : t('desk.filters')}
          </Button>
          {mayCreate && (
            <>
              <Button aria-label={t('desk.import')} onPress={() => setParams({ do: 'import' })}>
                <Download aria-hidden />
                <span className={css['wideOnly']}>{t('desk.import')}</span>
              </Button>
              <Button
                look="primary"
                aria-label={t('desk.new')}
                onPress={() => setParams({ do: 'new' })}
              >
                <Plus aria-hidden />
                <span className={css['wideOnly']}>{t('desk.new')}</span>
              </Button>
            </>
          )}
        </header>
        <Alarms />
        <div className={css['scroll']}>
          {error && (
            <Notice
              tone="bad"
              actions={
                <Button small onPress={() => void refetch()}>
                  {t('ui.retry')}
                </Button>
              }
            >
              {t('desk.failed')} {error.message}
            </Notice>
          )}
          {data && stories.length === 0 && <Nothing hasStories={all.length > 0} />}
          {stories.length > 0 && (
            <StoryList
              stories={stories}
              selected={selected}
              {...(hasPreview && { onSelect: setSelected })}
            />
          )}
        </div>
      </section>
      {hasPreview && <StoryPreview story={stories.find(({ id }) => id === selected)} />}
      <NewStoryDialog isOpen={mayCreate && doing === 'new'} onClose={stop} />
      <ImportDialog isOpen={mayCreate && doing === 'import'} onClose={stop} />
      <Dialog title={t('desk.filters')} isOpen={doing === 'filter'} onClose={stop}>
        <Filters stories={all} />
      </Dialog>
    </main>
  )
}

function Nothing({ hasStories }: { hasStories: boolean }) {
  const user = useCurrentUser()
  if (hasStories) {
    return (
      <Empty title={t('desk.nothing')}>
        <Button onPress={() => setDeskFilters(NO_FILTERS)}>{t('desk.clear')}</Button>
      </Empty>
    )
  }
  return (
    <Empty title={t('desk.empty')}>
      <p>{can(user, 'story.create') ? t('desk.empty.hint') : t('desk.empty.reader')}</p>
    </Empty>
  )
}

function Feed({ state }: { state: FeedState }) {
  if (state === 'connecting') return null
  const isLive = state === 'live'
  return (
    <Tip text={isLive ? t('desk.live.hint') : t('desk.lost.hint')}>
      <Button small look="quiet">
        {isLive ? <Radio aria-hidden /> : <WifiOff aria-hidden />}
        <output className={css['wideOnly']}>{isLive ? t('desk.live') : t('desk.lost')}</output>
      </Button>
    </Tip>
  )
}
