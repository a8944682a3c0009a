import { expect, it } from 'vitest'
import { attachmentHeader, exportFileName } from './exportFileName.ts'

const day = '2026-01-06T08:00:00.000Z'

it.each([
  ['Mend the build', 'Mend the build 2026-01-06.md'],
  ['a/b\\c: d*e?f"g<h>i|j', 'a b c d e f g h i j 2026-01-06.md'],
  ['../../etc/passwd', 'etc passwd 2026-01-06.md'],
  ['..', 'session 2026-01-06.md'],
  [null, 'session 2026-01-06.md'],
  ['   ', 'session 2026-01-06.md'],
  ['CON', 'session CON 2026-01-06.md'],
  ['nul', 'session nul 2026-01-06.md'],
  ['.hidden', 'hidden 2026-01-06.md'],
  ['ends in dots...', 'ends in dots 2026-01-06.md'],
  ['two\nlines\tand\u0000more', 'two lines and more 2026-01-06.md'],
  ['abc\u202etxt.exe', 'abc txt.exe 2026-01-06.md'],
  ['cafe\u0301 日本 😀', 'caf\u00e9 日本 😀 2026-01-06.md'],
  ['😀'.repeat(100), `${'😀'.repeat(30)} 2026-01-06.md`]
])('%j is exported as %j', (title, name) => {
  expect(exportFileName(title, day, 'md')).toBe(name)
})

it('the header names it for old clients and for all others', () => {
  expect(attachmentHeader(`caf\u00e9 "a" (b)'s 50% 日本.md`)).toBe(
    `attachment; filename="cafe_ _a_ (b)'s 50_ _.md"; filename*=UTF-8''caf%C3%A9%20%22a%22%20%28b%29%27s%2050%25%20%E6%97%A5%E6%9C%AC.md`
  )
})
