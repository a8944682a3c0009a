import { expect, test } from 'vitest'
import { mayUse } from './permissions.ts'

const own = 'http://127.0.0.1:4000'

test.each([
  ['notifications', `${own}/`, true],
  ['clipboard-sanitized-write', own, true],
  ['loopback-network', own, true],
  ['local-network-access', own, true],
  ['clipboard-read', own, false],
  ['geolocation', own, false],
  ['media', own, false],
  ['openExternal', own, false],
  ['unknown', own, false],
  ['notifications', 'http://127.0.0.1:4001/', false],
  ['notifications', 'https://example.com', false],
  ['notifications', '', false]
])('%s asked by %s is granted: %s', (permission, url, expected) => {
  expect(mayUse(permission, url, own)).toBe(expected)
})
