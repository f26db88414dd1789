import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'

/** A browser that thinks it is offline is asked all the same: waiting in silence helps nobody. */
const networkMode = 'always'

/** What was read over HTTP, shared by all pages. A refusal is final; only a lost connection is retried. */
export const queryClient = new QueryClient({
  defaultOptions: {
    mutations: { networkMode },
    queries: {
      networkMode,
      staleTime: 10_000,
      retry: (failures, error) =>
        failures < 3 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
    },
  },
})
