import { describe, expect, it } from 'vitest'
import { numberedLines } from './numberedLines.ts'

const lines = (first: number, ...texts: readonly string[]) =>
  texts.map((text, index) => ({ number: first + index, text }))

describe('numberedLines', () => {
  it.each([
    ['1\talpha\n2\tbeta\n3\t', lines(1, 'alpha', 'beta')],
    ['    12→const a = 1\r\n    13→\n    14→end', lines(12, 'const a = 1', '', 'end')],
    ['alpha\nbeta\n', lines(1, 'alpha', 'beta')],
    ['', []]
  ])('%j', (text, shown) => {
    expect(numberedLines(text)).toEqual({ lines: shown, rest: '' })
  })

  it('counts from where the reading began when the text has no numbers', () => {
    expect(numberedLines('x\ny', 40).lines).toEqual(lines(40, 'x', 'y'))
  })

  it('keeps what stands behind the lines', () => {
    expect(numberedLines('1\tone\n2\t5\tfive\n\n<system-reminder>\n3\tx')).toEqual({
      lines: lines(1, 'one', '5\tfive'),
      rest: '<system-reminder>\n3\tx'
    })
  })
})
