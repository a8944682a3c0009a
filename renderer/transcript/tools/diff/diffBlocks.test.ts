import { describe, expect, it } from 'vitest'
import { diffBlocks, firstOf, heightOfAll } from './diffBlocks.ts'
import type { DiffBlock } from './diffBlocks.ts'
import { lineDiff } from './lineDiff.ts'

const twenty = Array.from({ length: 20 }, (_, index) => `line ${index}`)

/** Each block as its sign and its lines. */
function shapeOf(blocks: readonly DiffBlock[]): readonly string[] {
  return blocks.map((block) => {
    if (block.kind === 'change') return `-${block.removed.length} +${block.added.length}`
    return `${block.kind === 'fold' ? '⋯' : '='} ${block.lines[0]?.text} … ${block.lines.at(-1)?.text}`
  })
}

describe('diffBlocks', () => {
  it('folds unchanged lines further than three away', () => {
    const diff = lineDiff(twenty.join('\n'), twenty.with(10, 'changed').join('\n'))
    expect(shapeOf(diffBlocks(diff))).toEqual([
      '⋯ line 0 … line 6',
      '= line 7 … line 9',
      '-1 +1',
      '= line 11 … line 13',
      '⋯ line 14 … line 19'
    ])
  })

  it('folds nothing that is as small as a fold', () => {
    const diff = lineDiff(twenty.join('\n'), twenty.with(5, 'x').with(14, 'y').join('\n'))
    expect(shapeOf(diffBlocks(diff))).toEqual([
      '= line 0 … line 4',
      '-1 +1',
      '= line 6 … line 13',
      '-1 +1',
      '= line 15 … line 19'
    ])
  })
})

describe('firstOf', () => {
  it('cuts where the limit falls, and counts a fold as one line', () => {
    const blocks = diffBlocks(lineDiff(twenty.join('\n'), twenty.with(10, 'changed').join('\n')))
    expect(heightOfAll(blocks)).toBe(10)
    expect(shapeOf(firstOf(blocks, 5))).toEqual(['⋯ line 0 … line 6', '= line 7 … line 9', '-1 +0'])
    expect(firstOf(blocks, 100)).toEqual(blocks)
  })
})
