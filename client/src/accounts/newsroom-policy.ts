import type { Session } from '@dateline/shared/api/contracts'
import { TWO_SOURCE_TYPES } from '@dateline/shared/facts/status'
import { createContext, useContext } from 'react'

/** Set by the app's frame; strict until the server has said otherwise. */
export const NewsroomPolicy = createContext<Session['policy']>({
  selfApproval: false,
  twoSourceTypes: [...TWO_SOURCE_TYPES],
})

/** What this newsroom has chosen about approvals. */
export const usePolicy = (): Session['policy'] => useContext(NewsroomPolicy)
