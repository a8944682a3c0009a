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
  ['see @docs/한글.md', ['docs/한글.md']],
  ['@src/a.ts,@b.md;@c/d.ts|@e.md:@f.md', ['src/a.ts', 'b.md', 'c/d.ts', 'e.md', 'f.md']],
  ['**@src/a.ts**: and *@b.md*, ~~@c.md~~', ['src/a.ts', 'b.md', 'c.md']],
  ["@src/a.ts's and @b.md’s", ['src/a.ts', 'b.md']],
  ["@src/a.ts'yi ve @b.md’nin", ['src/a.ts', 'b.md']],
  ['@README.md#installation, @src/a.ts?raw', ['README.md', 'src/a.ts']],
  ['@src/a.test.ts::test_one[x] and @b.ts:main', ['src/a.test.ts', 'b.ts']],
  ['@src/a.ts(12,3): error', ['src/a.ts']],
  ['[@src/a.ts](x) @src/b.ts->c @src/c.ts→d', ['src/a.ts', 'src/b.ts', 'src/c.ts']],
  ['راجع @src/a.ts، و@b.md؟', ['src/a.ts', 'b.md']],
  ['בדוק ב@src/a.ts, \u2066@b.md\u2069', ['src/a.ts', 'b.md']],
  ["@'src/a.ts' @`b.md`", ['src/a.ts', 'b.md']],
  ['2 cores @3.5GHz, lib @v1.2.3 or @1.2', []],
  ['@app.get("/x") and @Injectable()', []],
  ['@1.0.md', ['1.0.md']]
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
  ['@a/「b」.md', ['a/「b」.md', 'a/']],
  ['@src/a-1.0-beta.md', ['src/a-1.0-beta.md']],
  ['@src/a.ts-t', ['src/a.ts', 'src/a.ts-t']],
  ['@a.ts,b.ts', ['a.ts', 'a.ts,b.ts']],
  ['@src/app/[id]/page.tsx', ['src/app/[id]/page.tsx']],
  ['@a.b[c].ts', ['a.b', 'a.b[c].ts']],
  ["@docs/it's.md", ["docs/it's.md"]],
  ['@docs/a#b.md', ['docs/a#b.md']],
  ["@v1.0's/notes.md", ["v1.0's/notes.md"]]
])('%s may be %j', (text, readings) => {
  expect(mentionsIn(text).map((mention) => mention.readings)).toEqual([readings])
})

test.each([
  ['```css\n@media.x\n```\n@b.md', ['b.md']],
  ['@a.md\n~~~~\nx = @user.name\n~~~\n@c.d\n~~~~~\n@b.md', ['a.md', 'b.md']],
  ['@a.md\n```\n@never.closed', ['a.md']],
  ['see ``` @a.md', ['a.md']]
])('code that was pasted mentions nothing: %j', (text, paths) => {
  expect(mentionedPaths(text)).toEqual(paths)
})
