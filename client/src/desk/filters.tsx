import type { StorySummary } from '@dateline/shared/api/contracts'
import { LANGUAGES } from '@dateline/shared/story/meta-doc'
import { STORY_STATUSES } from '@dateline/shared/story/story-status'
import { t } from '../i18n/translate.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { CheckList } from '../ui/check-list.tsx'
import { Switch } from '../ui/switch.tsx'
import { TextField } from '../ui/text-field.tsx'
import { countFilters, NO_FILTERS, statusCounts } from './desk-list.ts'
import { deskFilters, setDeskFilters } from './filters-state.ts'
import css from './filters.module.css'

/** What to see on the desk: at the start edge, on a phone in a sheet. */
export function Filters({ stories }: { stories: readonly StorySummary[] }) {
  const filters = useSnapshot(deskFilters)
  const counts = statusCounts(stories)
  const shown = STORY_STATUSES.filter(
    (status) => counts.has(status) || filters.statuses.includes(status),
  )
  return (
    <search className={css['filters']}>
      <TextField
        type="search"
        label={t('desk.search')}
        placeholder={t('desk.search.hint')}
        value={filters.text}
        onChange={(text) => setDeskFilters({ ...filters, text })}
      />
      <Switch isSelected={filters.mine} onChange={(mine) => setDeskFilters({ ...filters, mine })}>
        {t('desk.mine')}
      </Switch>
      <CheckList
        label={t('desk.status')}
        options={shown.map((id) => ({
          id,
          label: t(`status.${id}`),
          note: String(counts.get(id) ?? 0),
        }))}
        value={filters.statuses}
        onChange={(statuses) => setDeskFilters({ ...filters, statuses })}
      />
      <CheckList
        label={t('desk.language')}
        options={LANGUAGES.map((id) => ({ id, label: t(`language.${id}`) }))}
        value={filters.languages}
        onChange={(languages) => setDeskFilters({ ...filters, languages })}
      />
      {countFilters(filters) > 0 && (
        <Button small look="quiet" onPress={() => setDeskFilters(NO_FILTERS)}>
          {t('desk.clear')}
        </Button>
      )}
    </search>
  )
}
