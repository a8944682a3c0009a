import { expect, test } from 'vitest'
import { pastedFiles } from './pastedFiles.ts'
import { isLongPaste, lineCount, pastedText } from './pastedText.ts'

function clipboard(files: readonly File[], texts: Readonly<Record<string, string>>) {
  return { files, types: Object.keys(texts), getData: (type: string) => texts[type] ?? '' }
}
const picture = new File(['x'], 'image.png', { type: 'image/png' })
const notes = new File(['x'], 'notes.txt', { type: 'text/plain' })

test.each([
  ['a screenshot', [picture], {}, 1],
  ['a picture from a page', [picture], { 'text/html': '<img>' }, 1],
  [
    'cells of a table, which come with a picture of them',
    [picture],
    { 'text/html': '<b>', 'text/plain': '1' },
    0
  ],
  ['files from a folder, which come with their names', [notes], { 'text/plain': 'notes.txt' }, 1],
  ['words', [], { 'text/plain': 'words' }, 0]
])('%s', (_name, files, texts, taken) => {
  expect(pastedFiles(clipboard(files, texts))).toHaveLength(taken)
})

test.each([
  ['x'.repeat(10_000), false],
  ['x'.repeat(10_001), true],
  ['x\n'.repeat(200), false],
  ['x\n'.repeat(201), true]
])('a paste is long by its length or its lines', (text, long) => {
  expect(isLongPaste(text)).toBe(long)
})

test.each([
  ['', 1],
  ['a', 1],
  ['a\n', 1],
  ['a\nb', 2],
  ['\n\n', 2]
])('counts lines: %j', (text, lines) => {
  expect(lineCount(text)).toBe(lines)
})

test('names no two pasted texts the same', () => {
  const first = pastedText('a', [])
  const second = pastedText('b', [first])
  expect([first, second, pastedText('c', [second])].map(({ name }) => name)).toEqual([
    'Pasted text.txt',
    'Pasted text 2.txt',
    'Pasted text.txt'
  ])
})
