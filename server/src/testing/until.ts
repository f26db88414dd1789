import { vi } from 'vitest'

/**
 * Waits for a check to pass. Generous: a machine under load is slow, and only a failing test waits
 * for it to run out.
 *
 * @returns what the check gives
 */
export const until = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 100_000, interval: 10 })
