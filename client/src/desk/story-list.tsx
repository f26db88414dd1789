import type { StorySummary } from '@dateline/shared/api/contracts'
import { GridList, GridListItem } from 'react-aria-components'
import { usePersonName } from '../accounts/people.ts'
import { t } from '../i18n/translate.ts'
import { cx } from '../ui/cx.ts'
import { useNow } from '../ui/use-now.ts'
import { StoryCard } from './story-card.tsx'
import css from './story-list.module.css'

interface Props {
  stories: readonly StorySummary[]
  selected: string | null
  /** Chosen for the preview; left out where there is no room for one, and a press opens. */
  onSelect?: (id: string | null) => void
}

/** Arrow keys move, Enter or a double click opens; a single press previews. */
export function StoryList({ stories, selected, onSelect }: Props) {
  const now = useNow()
  const personName = usePersonName()
  return (
    <GridList
      aria-label={t('desk.stories')}
      className={cx(css['list'])}
      items={stories}
      dependencies={[now, personName]}
      selectionBehavior="replace"
      selectionMode={onSelect ? 'single' : 'none'}
      selectedKeys={selected ? [selected] : []}
      onSelectionChange={(keys) => {
        const [id] = keys === 'all' ? [] : keys
        onSelect?.(id === undefined ? null : String(id))
      }}
    >
      {(story) => (
        <GridListItem
          id={story.id}
          textValue={`${story.headline} ${story.slug}`}
          href={`/stories/${story.id}`}
          className={cx(css['item'])}
        >
          <StoryCard story={story} now={now} personName={personName} />
        </GridListItem>
      )}
    </GridList>
  )
}
