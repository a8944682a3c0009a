import { expect, test } from 'vitest'
import { Tokens } from './tokens.ts'

test('a token is good from its issue until it is revoked, and is told once', () => {
  const revoked: string[] = []
  const tokens = new Tokens({ onRevoke: (token) => revoked.push(token) })
  const [first, second] = [tokens.issue(), tokens.issue()]
  expect([first, second].map(({ token }) => tokens.admits(token))).toEqual([true, true])
  first.revoke()
  first.revoke()
  expect([first, second].map(({ token }) => tokens.admits(token))).toEqual([false, true])
  expect(revoked).toEqual([first.token])
})

test.each(['', 'wrong', 'ä'.repeat(43)])('%j opens nothing', (given) => {
  const tokens = new Tokens({ fixed: 'fixed', onRevoke: () => undefined })
  expect([tokens.admits(given), tokens.admits('fixed')]).toEqual([false, true])
})

test('every token is a new one of 256 bits', () => {
  const tokens = new Tokens({ onRevoke: () => undefined })
  const issued = new Set(Array.from({ length: 50 }, () => tokens.issue().token))
  expect([issued.size, [...issued].every((token) => /^[\w-]{43}$/.test(token))]).toEqual([50, true])
})

test('that of browser mode is told from those of windows', () => {
  const tokens = new Tokens({ fixed: 'fixed', onRevoke: () => undefined })
  expect(['fixed', tokens.issue().token, '', 'Fixed'].map((given) => tokens.isFixed(given))).toEqual([
    true,
    false,
    false,
    false
  ])
  expect(new Tokens({ onRevoke: () => undefined }).isFixed('')).toBe(false)
})
