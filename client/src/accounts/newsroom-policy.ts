import type { Session } from '@dateline/shared/api/contracts'
import { createContext, useContext } from 'react'

/** Set by the app's frame; strict until the server has said otherwise. */
export const NewsroomPolicy = createContext<Session['policy']>({ selfApproval: false })

/** What this newsroom has chosen about approvals. */
export const usePolicy = (): Session['policy'] => useContext(NewsroomPolicy)
