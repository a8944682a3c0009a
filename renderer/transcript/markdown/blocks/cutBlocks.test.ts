import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markdownPieces } from '../../../../tests/support/markdown/markdownPieces.ts'
import type { Block } from './block.ts'
import { createBlockCutter } from './cutBlocks.ts'

function blocksOf(text: string): readonly Block[] {
  return createBlockCutter()(text).groups.flat()
}

/** Kind and source of each block: what a person would mark with a pen. */
function cut(text: string): readonly string[] {
  return blocksOf(text).map((block) => {
    if (block.kind === 'code') return `code ${block.language}: ${block.code}${block.isClosed ? '' : '…'}`
    return `${block.kind}: ${block.raw}`
  })
}

describe('createBlockCutter', () => {
  it.each<[what: string, text: string, blocks: readonly string[]]>([
    ['paragraphs', 'one\nstill one\n\n\ntwo\n', ['text: one\nstill one', 'text: two']],
    ['a heading in the middle of a paragraph', 'a\n# b\nc', ['text: a', 'text: # b', 'text: c']],
    ['an underlined heading', 'a\n---\n\nb', ['text: a\n---', 'text: b']],
    ['a rule', 'a\n\n---\nb', ['text: a', 'text: ---', 'text: b']],
    ['a list with blank lines', '- a\n\n- b\n\n  more\n\nend', ['text: - a\n\n- b\n\n  more', 'text: end']],
    [
      'a list right below a text',
      'so:\n- a\n\n  more\n- b\n\nend',
      ['text: so:\n- a\n\n  more\n- b', 'text: end']
    ],
    [
      'code in an item',
      '1. a\n   ```\n   x\n\n   y\n   ```\n2. b',
      ['text: 1. a\n   ```\n   x\n\n   y\n   ```\n2. b']
    ],
    ['code at the edge', 'a\n```ts\nx\n\n# y\n```\nb', ['text: a', 'code ts: x\n\n# y', 'text: b']],
    ['a longer fence around a shorter', '````md\n```\nx\n```\n````', ['code md: ```\nx\n```']],
    ['a fence that is open', '~~~py\nx = 1\n', ['code py: x = 1…']],
    ['a fence that is set in', '  ```\n    x\n y\n  ```', ['code :   x\ny']],
    ['no fence: ticks behind ticks', '```a``` b', ['text: ```a``` b']],
    ['indented code', 'a\n\n    x\n\n    y\n\nb', ['text: a', 'text:     x\n\n    y', 'text: b']],
    ['a quote', '> a\n> b\n\nc', ['text: > a\n> b', 'text: c']],
    ['math between lines', 'a\n$$\nx^2\n$$\nb', ['text: a', 'math: $$\nx^2\n$$', 'text: b']],
    ['math on one line', '$$ x $$\n\\[ y \\]\n', ['math: $$ x $$', 'math: \\[ y \\]']],
    ['no math: a blank line in it', '$$\nx\n\ny', ['text: $$\nx', 'text: y']],
    ['a definition', 'a [b]\n\n[b]: https://c.d "e"\n\nf', ['text: a [b]', 'text: f']],
    ['lines that end as on Windows', 'a\r\n\r\n```\r\nx\r\ny\r\n```\r\n', ['text: a', 'code : x\ny']]
  ])('cuts %s', (_what, text, blocks) => {
    expect(cut(text)).toEqual(blocks)
  })

  it('collects definitions wherever they stand, the first of a label', () => {
    const { definitions } = createBlockCutter()(
      'a\n\n[A  b]: <x y> (t)\n[a B]: other\n\ntext\n[no]: definition\n\n[^n]: note\n'
    )
    expect([...definitions]).toEqual([
      ['a b', { kind: 'link', href: 'x y', title: 't' }],
      ['^n', { kind: 'note' }]
    ])
  })

  it('takes the head of a table along when it cuts its rows', () => {
    const head = '| a | b |\n|---|---|'
    const rows = Array.from({ length: 1_000 }, (_, index) => `| row ${index} | ${'x'.repeat(20)} |`)
    const blocks = blocksOf([head, ...rows].join('\n'))
    expect(blocks.length).toBeGreaterThan(3)
    expect(blocks.map((block) => (block.kind === 'text' ? block.tableHead : ''))).toEqual(
      blocks.map((_, index) => (index === 0 ? '' : head))
    )
  })

  it('cuts a list that is very long between two items, never inside one', () => {
    const items = Array.from(
      { length: 500 },
      (_, index) => `${index + 1}. item\n   \`\`\`\n   ${'x'.repeat(40)}\n   \`\`\``
    )
    const blocks = blocksOf(items.join('\n'))
    expect(blocks.length).toBeGreaterThan(2)
    expect(blocks.every((block) => block.kind === 'text' && /^\d+\. item\n/.test(block.raw))).toBe(true)
  })

  it('gives the same blocks however a text arrived', () => {
    fc.assert(
      fc.property(markdownPieces, (pieces) => {
        const growing = createBlockCutter()
        let text = ''
        for (const piece of pieces) {
          text += piece
          expect(growing(text).groups.flat()).toEqual(blocksOf(text))
        }
        expect([...growing(text).definitions]).toEqual([...createBlockCutter()(text).definitions])
      }),
      { numRuns: 300 }
    )
  })

  it('keeps the blocks and groups that are done', () => {
    const cutter = createBlockCutter()
    const text = Array.from({ length: 40 }, (_, index) => `paragraph ${index}`).join('\n\n')
    const before = cutter(`${text}\n\nla`)
    const after = cutter(`${text}\n\nlast`)
    expect(after.groups.slice(0, -2).every((group, index) => group === before.groups[index])).toBe(true)
    expect(after.groups.flat().at(-3)).toBe(before.groups.flat().at(-3))
    expect(after.definitions).toBe(before.definitions)
  })

  it('starts again when the text was replaced', () => {
    const cutter = createBlockCutter()
    cutter('one\n\ntwo')
    expect(cutter('other').groups.flat()).toEqual(blocksOf('other'))
  })
})
