import { describe, expect, it } from 'vitest'
import { shownJson, stringsIn } from './shownJson.ts'

const deep = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}"end"${'}'.repeat(levels)}`)

describe('shownJson', () => {
  it('indents what people write', () => {
    expect(shownJson({ a: [1, { b: 'c' }] })).toBe(JSON.stringify({ a: [1, { b: 'c' }] }, null, 2))
    expect(shownJson(undefined)).toBe('')
  })

  it('writes a value that is nested deep without spending more than its length', () => {
    expect(shownJson(deep(400))).toBe(JSON.stringify(deep(400)))
  })

  it('leaves out what is nested without end', () => {
    const text = shownJson(deep(100_000))
    expect(text.startsWith('{"a":{"a":')).toBe(true)
    expect(text).toContain('…')
    expect(text.length).toBeLessThan(10_000)
  })

  it('finds the strings of any value, in their order', () => {
    expect(stringsIn({ a: 'x', b: [1, ['y', { c: 'z' }]] })).toEqual(['x', 'y', 'z'])
    expect(stringsIn(deep(100_000))).toEqual(['end'])
  })
})
