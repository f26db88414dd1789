import { dayIn } from '@dateline/shared/facts/dates/time-zone'

/** Today on the calendars of a zone, `YYYY-MM-DD`: the newsroom's, not this device's (rule D12). */
export const todayIn = (timeZone: string): string => dayIn(Date.now(), timeZone)
