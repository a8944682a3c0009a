import { expect, test } from 'vitest'
import { isSamePage, WindowPath } from './windowPath.ts'

const id = '3f2b8a52-6c1e-4a7e-9d2f-0a1b2c3d4e5f'

test.each([
  ['/', true],
  ['/settings', true],
  ['/doctor', true],
  [`/projects/${id}`, true],
  [`/projects/${id}/chat`, true],
  [`/projects/${id}/chat/${id}`, true],
  [`/projects/${id}/chat/${id}#m-msg_01:2.5`, true],
  ['', false],
  ['//evil.example', false],
  ['/api/settings', false],
  ['https://evil.example/', false],
  [`/projects/${id}/../../api`, false],
  [`/projects/${id}/chat/${id}#token=x&y`, false],
  [`/projects/${id}/chat/${id}?q=1`, false],
  [`/settings\n`, false],
  [`/${'a'.repeat(1_000_000)}`, false]
])('%.80s is a page of the app: %s', (path, expected) => {
  expect(WindowPath.safeParse(path).success).toBe(expected)
})

test('where the reader stands makes no other page', () => {
  expect(isSamePage(`/projects/${id}/chat/${id}#m-1`, `/projects/${id}/chat/${id}`)).toBe(true)
  expect(isSamePage('/', '/settings')).toBe(false)
})
