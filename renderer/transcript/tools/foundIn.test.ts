import { expect, it } from 'vitest'
import { foundIn } from './foundIn.ts'

it('reads names of files', () => {
  expect(foundIn('Found 2 files\nsrc/a.ts\nsrc/b-2-c.ts')).toEqual({
    files: [
      { path: 'src/a.ts', lines: [] },
      { path: 'src/b-2-c.ts', lines: [] }
    ],
    count: 2,
    notes: []
  })
})

it('gathers lines by file, with those around them', () => {
  expect(foundIn('a.ts-1-before\na.ts:2:match: 3\n--\nb.ts:7:x\n')).toEqual({
    files: [
      {
        path: 'a.ts',
        lines: [
          { line: 1, text: 'before', isMatch: false },
          { line: 2, text: 'match: 3', isMatch: true }
        ]
      },
      { path: 'b.ts', lines: [{ line: 7, text: 'x', isMatch: true }] }
    ],
    count: 2,
    notes: []
  })
})

it('reads lines of a single file, and paths of Windows', () => {
  expect(foundIn('12:text').files).toEqual([
    { path: null, lines: [{ line: 12, text: 'text', isMatch: true }] }
  ])
  expect(foundIn('C:\\code\\a.ts:3:x').files).toEqual([
    { path: 'C:\\code\\a.ts', lines: [{ line: 3, text: 'x', isMatch: true }] }
  ])
})

it.each(['', 'No files found', 'No matches.', 'No matches found'])('finds nothing in %j', (text) => {
  expect(foundIn(text)).toEqual({ files: [], count: 0, notes: [] })
})

it('keeps notes apart from results', () => {
  expect(foundIn('a.ts\n(Results are truncated. Consider a more specific path.)')).toEqual({
    files: [{ path: 'a.ts', lines: [] }],
    count: 1,
    notes: ['Results are truncated. Consider a more specific path.']
  })
})
