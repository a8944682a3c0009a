import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineDiff, linesOf } from './lineDiff.ts'
import type { LineDiff } from './lineDiff.ts'

/** Both texts, put together again from their difference. */
function sidesOf({ lines }: LineDiff): { before: string[]; after: string[] } {
  return {
    before: lines.flatMap((line) => (line.kind === 'added' ? [] : [line.text])),
    after: lines.flatMap((line) => (line.kind === 'removed' ? [] : [line.text]))
  }
}

describe('lineDiff', () => {
  it('keeps what is common and marks what changed, with its place', () => {
    expect(lineDiff('a\nb\nc', 'a\nx\nc')).toEqual({
      lines: [
        { kind: 'same', text: 'a', before: 0, after: 0 },
        { kind: 'removed', text: 'b', before: 1 },
        { kind: 'added', text: 'x', after: 1 },
        { kind: 'same', text: 'c', before: 2, after: 2 }
      ],
      added: 1,
      removed: 1
    })
  })

  it('shows a new file as added lines only', () => {
    expect(lineDiff('', 'a\nb\n')).toEqual({
      lines: [
        { kind: 'added', text: 'a', after: 0 },
        { kind: 'added', text: 'b', after: 1 }
      ],
      added: 2,
      removed: 0
    })
  })

  it('accounts for every line of both texts', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
      .map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(sidesOf(lineDiff(before, after))).toEqual({ before: linesOf(before), after: linesOf(after) })
      })
    )
  })

  const numbered = (count: number, change: (line: string, index: number) => string): string =>
    Array.from({ length: count }, (_, index) => change(`line ${index}`, index)).join('\n')

  it('finds scattered changes in ten thousand lines', () => {
    const diff = lineDiff(
      numbered(10_000, (line) => line),
      numbered(10_000, (line, index) => (index % 100 === 7 ? `${line} changed` : line))
    )
    expect({ added: diff.added, removed: diff.removed }).toEqual({ added: 100, removed: 100 })
  })

  it('accounts for every line of large texts too, even when nothing is common or all is repeated', () => {
    const plain = numbered(3_000, (line) => line)
    for (const other of [
      numbered(3_000, (line) => `${line}!`),
      numbered(3_000, (_, index) => `line ${(index * 7) % 3_000}`),
      numbered(3_000, (_, index) => `line ${index % 5}`)
    ]) {
      expect(sidesOf(lineDiff(plain, other))).toEqual({ before: linesOf(plain), after: linesOf(other) })
    }
  })
})
