import { describe, expect, test } from 'vitest'
import { SecretBox } from './secret-box.ts'

const box = new SecretBox('a secret of the server, long enough for anybody')

describe('[B9] passwords of targets', () => {
  test.for(['abcd EFGH 1234 ijkl', 'گذرواژه 🔑'])('%s comes out as it went in', (password) => {
    const sealed = box.seal(password, 'target-1')
    expect(box.open(sealed, 'target-1')).toBe(password)
    expect(sealed).not.toContain(password)
  })

  test('the same password is never sealed alike', () => {
    expect(box.seal('x', 't')).not.toBe(box.seal('x', 't'))
  })

  test('it opens for no other target, under no other secret, and not when it was touched', () => {
    const sealed = box.seal('password', 'target-1')
    expect(box.open(sealed, 'target-2')).toBeUndefined()
    expect(new SecretBox('another secret').open(sealed, 'target-1')).toBeUndefined()
    const last = sealed.at(-1) === 'A' ? 'B' : 'A'
    for (const broken of ['', 'v1', sealed.slice(2), `${sealed.slice(0, -2)}${last}A`]) {
      expect(box.open(broken, 'target-1'), broken).toBeUndefined()
    }
  })
})
