import { describe, expect, test } from 'vitest'
import { isOwnPage, opensOutside } from './origin.ts'

const own = 'http://127.0.0.1:4000'

describe('our own page', () => {
  test.each([
    ['http://127.0.0.1:4000/', true],
    ['http://127.0.0.1:4000/projects/1/chat#x', true],
    ['http://127.0.0.1:4001/', false],
    ['https://127.0.0.1:4000/', false],
    ['http://localhost:4000/', false],
    ['http://127.0.0.1:4000@evil.example/', false],
    ['file:///etc/passwd', false],
    ['data:text/html,hello', false],
    ['about:blank', false],
    ['', false]
  ])('%s: %s', (url, expected) => {
    expect(isOwnPage(url, own)).toBe(expected)
  })
})

test.each([
  ['https://example.com/', true],
  ['http://example.com/', true],
  ['mailto:ada@example.com', true],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['vscode://file/x', false],
  ['smb://server/share', false],
  ['nonsense', false]
])('a link to %s may be opened outside: %s', (url, expected) => {
  expect(opensOutside(url)).toBe(expected)
})
