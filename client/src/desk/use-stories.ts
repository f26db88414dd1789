import { useQuery } from '@tanstack/react-query'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { deskFeed } from './desk-feed.ts'
import { storiesQuery } from './stories.ts'

const REFETCH_WHILE_LOST = 5_000 // ms

/** The stories, live; read again every few seconds while the live connection is down. */
export function useStories() {
  const feed = useSnapshot(deskFeed)
  const query = useQuery({
    ...storiesQuery,
    refetchInterval: feed === 'lost' ? REFETCH_WHILE_LOST : false,
  })
  return { ...query, feed }
}
