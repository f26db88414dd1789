import { expect, test } from 'vitest'
import { addressKey } from './address-key.ts'

test('one network of IPv6 counts as one, an IPv4 address as itself', () => {
  const one = ['2001:db8:1:2::1', '2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:0db8:0001:0002::']
  expect(new Set(one.map(addressKey)).size).toBe(1)
  expect(addressKey('2001:db8:1:3::1')).not.toBe(addressKey('2001:db8:1:2::1'))
  expect(addressKey('::1')).toBe(addressKey('::2'))
  expect(addressKey('::ffff:192.0.2.7')).toBe(addressKey('192.0.2.7'))
  expect(addressKey('192.0.2.7')).not.toBe(addressKey('192.0.2.8'))
  expect(addressKey(undefined)).toBe('unknown')
})
