import { expect, test } from 'vitest'
import { mentionedPaths, mentionsIn } from './mentionedPaths.ts'

test.each([
  ['compare @src/a.ts and @src/b.ts', ['src/a.ts', 'src/b.ts']],
  ['@README.md, then @README.md.', ['README.md']],
  ['see @"my notes.md"!', ['my notes.md']],
  ['look into @src/ (all of it)', ['src/']],
  ['ask @someone, write to me@example.org', []],
  ['看@src/a.ts然后改', ['src/a.ts']],
  ['「@src/a.ts」を見て、（@b.md）', ['src/a.ts', 'b.md']],
  ['@src/a.ts를 봐', ['src/a.ts']],
  ['(@src/a.ts), [@b.md], `@c.md`', ['src/a.ts', 'b.md', 'c.md']],
  ['@src/a.ts:12 and @src/b.ts#L3-9', ['src/a.ts', 'src/b.ts']],
  ['see @docs/한글.md', ['docs/한글.md']]
])('%s', (text, paths) => {
  expect(mentionedPaths(text)).toEqual(paths)
})

// A name may be what it looks like with all that follows: only when none of these is there, nothing is.
test.each([
  ['@docs/v1.0版本.md', ['docs/v1.0版本.md', 'docs/v1.0']],
  ['@a/x(1)', ['a/x(1)', 'a/x(1']],
  ['@a/what?', ['a/what?', 'a/what']],
  ['@a/b.ts:12', ['a/b.ts:12', 'a/b.ts']],
  ['@dir/so"q".md', ['dir/so"q".md', 'dir/so']],
  ['@"dir/so "quoted".md" now', ['dir/so "quoted".md', 'dir/so "quoted', 'dir/so ']],
  ['@a/「b」.md', ['a/「b」.md', 'a/']]
])('%s may be %j', (text, readings) => {
  expect(mentionsIn(text).map((mention) => mention.readings)).toEqual([readings])
})
