import { useCallback, useSyncExternalStore } from 'react'
import type { Snapshots } from './snapshots.ts'

/** Re-renders when the shared state changes; never copies it into React state. */
export function useSnapshot<T>(source: Snapshots<T>): T {
  const subscribe = useCallback((onChange: () => void) => source.subscribe(onChange), [source])
  return useSyncExternalStore(subscribe, () => source.list())
}
