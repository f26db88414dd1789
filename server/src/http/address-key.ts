import { isIPv6 } from 'node:net'

/**
 * An address as it is counted. Whoever has one IPv6 address has the 2^64 beside it, so those count
 * as one; an IPv4 address is itself, however it is written.
 */
export function addressKey(address: string | undefined): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address ?? '')?.[1]
  if (mapped !== undefined) return mapped
  if (address === undefined || !isIPv6(address)) return address ?? 'unknown'
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? []
  const groups = (part: string) => part.split(':').filter((group) => group !== '')
  const missing = 8 - groups(head).length - groups(tail).length
  const all = [...groups(head), ...Array<string>(Math.max(0, missing)).fill('0'), ...groups(tail)]
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
