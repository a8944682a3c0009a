/**
 * What is written and what is drawn: some 300 texts, by the page and by the export alike, each under the rule it stands
 * for. Those of CommonMark and GFM agree with `react-markdown`; ours say why they are ours.
 */
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import { createMarkdownDrawer } from '../../electron/export/htmlText.ts'
import { createBlockCutter } from '../../renderer/transcript/markdown/blocks/cutBlocks.ts'
import { Markdown } from '../../renderer/transcript/markdown/Markdown.tsx'
import { commonRules } from './text/commonRules.ts'
import { drawnText } from './text/drawnText.ts'
import { ownRules } from './text/ownRules.ts'

// Math stays its source: what comes late would come in the middle of these.
vi.mock('../../renderer/transcript/markdown/math/renderMath.ts', () => ({ renderMath: () => null }))

const rules = [...ownRules, ...commonRules]

function drawn(markup: string): string {
  return drawnText(new DOMParser().parseFromString(markup, 'text/html').body)
}

describe.each(rules)('$whose: $why', ({ cases }) => {
  it.each(cases)('%j', (written, expected) => {
    const page = renderToStaticMarkup(<Markdown text={written} />)
    const exported = [...createMarkdownDrawer()(written)].join('')
    expect({ page: drawn(page), exported: drawn(exported) }).toEqual({ page: expected, exported: expected })
  })
})

describe('a text that arrives bit by bit', () => {
  const texts = rules.flatMap(({ cases }) => cases.map(([written]) => written))

  it('is at every cut what it would be if it ended there', () => {
    for (const text of texts) {
      const growing = createBlockCutter()
      for (let end = 1; end <= text.length; end += 1) {
        const [grown, whole] = [growing(text.slice(0, end)), createBlockCutter()(text.slice(0, end))]
        expect(grown.groups).toEqual(whole.groups)
        expect([...grown.definitions]).toEqual([...whole.definitions])
      }
    }
  })

  it('never shows a mark of emphasis that its end will take away', () => {
    for (const text of [
      '**「设置」**页面',
      '打开**“设置”**页面',
      '~~（삭제）~~했다',
      '这是**重点（*重要*）**内容'
    ]) {
      const page = (end: number): string =>
        drawn(renderToStaticMarkup(<Markdown text={text.slice(0, end)} isGrowing />))
      for (let end = 1; end < text.length; end += 1) expect(page(end)).not.toMatch(/[*~]/)
    }
  })
})
