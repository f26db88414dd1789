import { createContext, useContext } from 'react'

/** Set by the app's frame. */
export const NewsroomZone = createContext('UTC')

/** The zone a day is meant in unless somebody says otherwise, IANA (rule D12). */
export const useNewsroomZone = (): string => useContext(NewsroomZone)
