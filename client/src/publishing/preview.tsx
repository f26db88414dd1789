import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { t } from '../i18n/translate.ts'
import { IconButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { previewQuery } from './publications.ts'
import css from './preview.module.css'

interface Props {
  storyId: string
  isDraft: boolean
  /** Of the record: a decision changes what is rendered. */
  version: number
}

/** The article as it would be sent, in a frame that runs nothing. */
export function Preview({ storyId, isDraft, version }: Props) {
  const { data, error, refetch, isFetching } = useQuery({
    ...previewQuery(storyId, isDraft, version),
    placeholderData: keepPreviousData,
  })
  return (
    <section>
      <header className={css['head']}>
        <h3>{isDraft ? t('publish.preview.draft') : t('publish.preview')}</h3>
        <IconButton
          small
          label={t('publish.preview.refresh')}
          isDisabled={isFetching}
          onPress={() => void refetch()}
        >
          <RefreshCw aria-hidden />
        </IconButton>
      </header>
      {error && <Notice tone="bad">{error.message}</Notice>}
      {data !== undefined && (
        <iframe
          className={css['frame']}
          title={t('publish.preview.title')}
          sandbox=""
          srcDoc={data}
        />
      )}
    </section>
  )
}
