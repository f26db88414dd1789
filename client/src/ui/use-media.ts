import { useCallback, useSyncExternalStore } from 'react'

/** Does the screen fit a media query, now and as it changes? `useMedia('(width <= 60rem)')` */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const media = matchMedia(query)
      media.addEventListener('change', onChange)
      return () => media.removeEventListener('change', onChange)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}
