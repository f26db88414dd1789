import type { Account } from '@dateline/shared/api/contracts'
import { createContext, useContext } from 'react'

/** Set by the app's frame; every page below it has somebody signed in. */
export const CurrentUser = createContext<Account | null>(null)

/** @throws outside the signed-in part of the app: that is a bug */
export function useCurrentUser(): Account {
  const user = useContext(CurrentUser)
  if (!user) throw new Error('useCurrentUser outside of the signed-in pages')
  return user
}
