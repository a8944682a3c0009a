import { describe, expect, it } from 'vitest'
import { createBlockSplitter } from './splitBlocks.ts'

const SAMPLE =
  'Intro\nline\n===\n\n1. a\n\n   more of a\n\n2. b\n\n> quote\nlazy\n\n~~~py\n# not a heading\n\n~~~\n\n    indented\n\n    code\n\nend'

describe('createBlockSplitter', () => {
  it('cuts a text that grew letter by letter as it cuts the whole', () => {
    const growing = createBlockSplitter()
    for (let end = 1; end < SAMPLE.length; end += 1) growing(SAMPLE.slice(0, end))
    expect(growing(SAMPLE)).toEqual(createBlockSplitter()(SAMPLE))
  })

  it('loses no character', () => {
    const blocks = createBlockSplitter()(SAMPLE)
    expect(blocks.map((block) => block.raw).join('')).toBe(SAMPLE)
  })

  it('keeps the identity of blocks that are done', () => {
    const split = createBlockSplitter()
    const before = split('one\n\ntwo\n\nthree\n\nfo')
    const after = split('one\n\ntwo\n\nthree\n\nfour')
    expect(after[0]).toBe(before[0])
    expect(after[1]).toBe(before[1])
    expect(after.slice(2)).toEqual([
      { start: 10, raw: 'three\n\n' },
      { start: 17, raw: 'four' }
    ])
  })

  it('starts again when the text was replaced', () => {
    const split = createBlockSplitter()
    split('one\n\ntwo')
    expect(split('other')).toEqual([{ start: 0, raw: 'other' }])
  })
})
