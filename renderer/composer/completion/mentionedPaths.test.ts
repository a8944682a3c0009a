import { expect, test } from 'vitest'
import { mentionedPaths } from './mentionedPaths.ts'

test.each([
  ['compare @src/a.ts and @src/b.ts', ['src/a.ts', 'src/b.ts']],
  ['@README.md, then @README.md.', ['README.md']],
  ['see @"my notes.md"!', ['my notes.md']],
  ['look into @src/ (all of it)', ['src/']],
  ['ask @someone, write to me@example.org', []]
])('%s', (text, paths) => {
  expect(mentionedPaths(text)).toEqual(paths)
})
