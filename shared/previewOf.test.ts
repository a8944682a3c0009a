import { expect, test } from 'vitest'
import { previewOf } from './previewOf.ts'

test('a preview is one line of at most 200 characters, and null for no text', () => {
  expect(previewOf(' a\n\tb ')).toBe('a b')
  expect(previewOf('😀'.repeat(300))).toBe('😀'.repeat(200))
  expect(previewOf(' \n')).toBeNull()
  expect(previewOf(`${'\n'.repeat(5000)}late`)).toBe('late')
})
