import { expect, it } from 'vitest'
import { diskCause, withoutPath } from './diskCause.ts'

const fails = (code: string): Error => Object.assign(new Error(`${code}: x`), { code })

it.each([
  ['ENOSPC', { cause: 'full' }],
  ['EDQUOT', { cause: 'full' }],
  ['EROFS', { cause: 'read_only' }],
  ['EIO', { cause: 'other', reason: 'EIO: x' }]
])('%s is %j', (code, because) => {
  expect(diskCause(fails(code))).toEqual(because)
})

it.each([
  ["ENOTDIR: not a directory, open '/a/b, c.jsonl'", 'ENOTDIR: not a directory'],
  ["EACCES: permission denied, rename '/a' -> '/b'", 'EACCES: permission denied'],
  ['EIO: i/o error, write', 'EIO: i/o error, write']
])('%s is said as %s', (reason, said) => {
  expect(withoutPath(reason)).toBe(said)
})
