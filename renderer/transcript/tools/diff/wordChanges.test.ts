import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordChanges } from './wordChanges.ts'

describe('wordChanges', () => {
  it('marks the words that differ', () => {
    expect(wordChanges('const offset = one', 'const offset = two(now)')).toEqual({
      before: [
        { text: 'const offset = ', changed: false },
        { text: 'one', changed: true }
      ],
      after: [
        { text: 'const offset = ', changed: false },
        { text: 'two(now)', changed: true }
      ]
    })
  })

  it('marks nothing in lines that are not alike, or that are very long', () => {
    expect(wordChanges('return total', 'import { z } from "zod"')).toBeNull()
    expect(wordChanges(`${'a '.repeat(300)}x`, `${'a '.repeat(300)}y`)).toBeNull()
  })

  it('loses no letter of either line', () => {
    const line = fc
      .array(fc.constantFrom('a', 'b', ' ', '(', ')', 'word', '='), { maxLength: 20 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(line, line, (before, after) => {
        const changes = wordChanges(before, after)
        if (changes === null) return
        expect(changes.before.map(({ text }) => text).join('')).toBe(before)
        expect(changes.after.map(({ text }) => text).join('')).toBe(after)
      })
    )
  })
})
