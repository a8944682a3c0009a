import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineDiff, linesOf } from './lineDiff.ts'

describe('lineDiff', () => {
  it('keeps what is common and marks what changed', () => {
    expect(lineDiff('a\nb\nc', 'a\nx\nc')).toEqual({
      lines: [
        { kind: 'same', text: 'a' },
        { kind: 'removed', text: 'b' },
        { kind: 'added', text: 'x' },
        { kind: 'same', text: 'c' }
      ],
      added: 1,
      removed: 1
    })
  })

  it('leaves out unchanged lines further than three away', () => {
    const before = Array.from({ length: 20 }, (_, index) => `line ${index}`)
    const { lines } = lineDiff(before.join('\n'), before.with(10, 'changed').join('\n'))
    expect(lines.map((line) => (line.kind === 'gap' ? line.count : line.text))).toEqual([
      7,
      'line 7',
      'line 8',
      'line 9',
      'line 10',
      'changed',
      'line 11',
      'line 12',
      'line 13',
      6
    ])
  })

  it('shows a new file as added lines only', () => {
    expect(lineDiff('', 'a\nb\n')).toEqual({
      lines: [
        { kind: 'added', text: 'a' },
        { kind: 'added', text: 'b' }
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
        const { lines, added, removed } = lineDiff(before, after)
        const same = lines.reduce(
          (sum, line) => sum + (line.kind === 'gap' ? line.count : Number(line.kind === 'same')),
          0
        )
        expect(same + removed).toBe(linesOf(before).length)
        expect(same + added).toBe(linesOf(after).length)
      })
    )
  })
})
