import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOfOutput, foldOutput, outputPieces } from './foldOutput.ts'

const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}`).join('\n')

describe('foldOutput', () => {
  it('leaves a short output whole', () => {
    expect(foldOutput(lines(14), true)).toBeNull()
    expect(foldOutput('', true)).toBeNull()
  })

  it('shows the beginning and the end of a long one', () => {
    expect(foldOutput(lines(40), true)).toEqual({
      head: lines(7),
      hiddenLines: 28,
      tail: 'line 36\nline 37\nline 38\nline 39\nline 40',
      lines: 40
    })
  })

  it('shows no end that is not here', () => {
    expect(foldOutput(lines(40), false)).toEqual({ head: lines(7), hiddenLines: 33, tail: '', lines: 40 })
  })

  it('bounds a line of two megabytes', () => {
    const folded = foldOutput('x'.repeat(2_000_000), true)
    expect(folded).toEqual({ head: 'x'.repeat(1_200), hiddenLines: 0, tail: 'x'.repeat(1_200), lines: 1 })
  })

  it('shows nothing twice', () => {
    const text = fc.array(fc.string({ maxLength: 400 }), { maxLength: 60 }).map((parts) => parts.join('\n'))
    fc.assert(
      fc.property(text, (output) => {
        const folded = foldOutput(output, true)
        if (folded === null) return
        expect(output.startsWith(folded.head)).toBe(true)
        expect(output.endsWith(folded.tail)).toBe(true)
        expect(folded.head.length + folded.tail.length).toBeLessThanOrEqual(output.length)
      })
    )
  })
})

describe('endOfOutput', () => {
  it('keeps the last twelve lines', () => {
    expect(endOfOutput(`${lines(40)}\n`).split('\n')).toEqual(lines(40).split('\n').slice(-12))
  })
})

describe('outputPieces', () => {
  it('cuts at line breaks, and a line without any where it must', () => {
    const long = `${'a'.repeat(15_000)}\n${'b'.repeat(15_000)}\n${'c'.repeat(45_000)}`
    expect(outputPieces(long).map((piece) => `${piece[0]}${piece.length}`)).toEqual([
      'a15000',
      'b15000',
      'c20000',
      'c20000',
      'c5000'
    ])
  })

  it('loses no line', () => {
    const text = Array.from({ length: 9_000 }, (_, index) => `line ${index}`).join('\n')
    expect(outputPieces(text).join('\n')).toBe(text)
  })
})
