import { describe, expect, it } from 'vitest'
import { codeLines, withMarks } from './codeLines.ts'

const runs = [
  { tone: 'keyword', text: 'const' },
  { tone: null, text: ' a = ' },
  { tone: 'string', text: '"x\r\ny"' }
] as const

describe('codeLines', () => {
  it('cuts runs at line breaks', () => {
    expect(codeLines(runs)).toEqual([
      [
        { tone: 'keyword', text: 'const' },
        { tone: null, text: ' a = ' },
        { tone: 'string', text: '"x' }
      ],
      [{ tone: 'string', text: 'y"' }]
    ])
  })
})

describe('withMarks', () => {
  it('cuts runs where a mark begins or ends', () => {
    expect(
      withMarks(runs.slice(0, 2), [
        { text: 'const a', changed: false },
        { text: ' = ', changed: true }
      ])
    ).toEqual([
      { tone: 'keyword', text: 'const', changed: false },
      { tone: null, text: ' a', changed: false },
      { tone: null, text: ' = ', changed: true }
    ])
  })

  it('keeps the marks when the colours are of another text', () => {
    expect(withMarks([{ tone: 'string', text: 'zz' }], [{ text: 'ab', changed: true }])).toEqual([
      { tone: null, text: 'ab', changed: true }
    ])
  })
})
