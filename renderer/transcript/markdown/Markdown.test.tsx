import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { TranscriptContext } from '../TranscriptContext.ts'
import type { TranscriptSetting } from '../TranscriptContext.ts'
import { hostileMarkdown } from '../../../tests/support/markdown/hostileMarkdown.ts'
import { Markdown } from './Markdown.tsx'
import { markdownPieces } from '../../../tests/support/markdown/markdownPieces.ts'

/** As it stands once grammars and KaTeX have come. */
async function settled(text: string): Promise<HTMLElement> {
  const { container } = await act(async () => render(<Markdown text={text} />))
  await vi.waitFor(() => expect(container.querySelector('[data-tone], math')).not.toBeNull(), 10_000)
  return container
}

function renderIn(setting: Partial<TranscriptSetting>, text: string): HTMLElement {
  const value: TranscriptSetting = {
    projectPath: '/project',
    agentName: 'Guide',
    loadWholeResult: () => Promise.reject(new Error('not asked for')),
    ...setting
  }
  return render(
    <TranscriptContext value={value}>
      <Markdown text={text} />
    </TranscriptContext>
  ).container
}

/** What comes late is there before the tests begin, so that each of them sees a page that is whole. */
beforeAll(async () => {
  for (const late of [
    '$x$',
    '```js\nlet x\n```',
    '```ts\nlet x\n```',
    '```html\n<b>\n```',
    '```xml\n<b/>\n```'
  ]) {
    await settled(late)
  }
  cleanup()
}, 30_000)

describe('Markdown', () => {
  it('shows raw HTML as the characters it is, in blocks and inside a line', () => {
    const { container } = render(
      <Markdown text={'<img src=x onerror="alert(1)">\n\nbefore <script>alert(2)</script> after'} />
    )
    expect(container.querySelectorAll('img, script')).toHaveLength(0)
    expect(container.textContent).toContain('<img src=x onerror="alert(1)">')
    expect(container.textContent).toContain('before <script>alert(2)</script> after')
  })

  it.each([
    ['https://über.example/ü', 'https://xn--ber-goa.example/%C3%BC'],
    ['https://例え.jp/パス', 'https://xn--r8jz45g.jp/%E3%83%91%E3%82%B9'],
    ['https://xn--mller-kva.de/', 'https://xn--mller-kva.de/'],
    // The first letter is Cyrillic.
    ['https://аpple.com', 'https://xn--pple-43d.com/']
  ])('links %s, and tells how it is asked for', (address, asked) => {
    render(<Markdown text={`Siehe ${address}, bitte`} />)
    const link = screen.getByRole('link', { name: address })
    expect([link.getAttribute('href'), link.getAttribute('title')]).toEqual([asked, asked])
  })

  it('opens web links outside, without handing over this window', () => {
    render(<Markdown text="see [the docs](https://example.com/a?b=1&amp;c=2)" />)
    const link = screen.getByRole('link', { name: 'the docs' })
    expect([link.getAttribute('href'), link.getAttribute('target'), link.getAttribute('rel')]).toEqual([
      'https://example.com/a?b=1&c=2',
      '_blank',
      'noopener noreferrer'
    ])
  })

  it('hands files to whoever opens them, by click and by keyboard', async () => {
    const openFile = vi.fn<(path: string, line: number | null) => void>()
    renderIn({ openFile }, 'in [main](src/main%20x.ts#L12) and `lib/a.rs:7` and [up](../b.md)')
    await userEvent.click(screen.getByRole('link', { name: 'main' }))
    await userEvent.click(screen.getByText('lib/a.rs:7'))
    screen.getByRole('link', { name: 'up' }).focus()
    await userEvent.keyboard('{Enter}')
    expect(openFile.mock.calls).toEqual([
      ['src/main x.ts', 12],
      ['lib/a.rs', 7],
      ['../b.md', null]
    ])
  })

  it('draws a path as text where nobody opens files', () => {
    render(<Markdown text="[main](src/main.ts)" />)
    expect(screen.queryByRole('link')).toBeNull()
    expect(screen.getByText('main')).toBeInTheDocument()
  })

  it('draws the pictures a text brings along and links to all others', () => {
    const { container } = render(
      <Markdown
        text={
          '![chart](https://example.com/c.png) ![dot](data:image/gif;base64,R0lGODlhAQABAAAAACw=) ![x](data:image/svg+xml;base64,PHN2Zy8+)'
        }
      />
    )
    expect([...container.querySelectorAll('img')].map((image) => image.alt)).toEqual(['dot'])
    expect(screen.getByRole('link', { name: 'chart' })).toHaveAttribute('href', 'https://example.com/c.png')
  })

  it('finds the meaning of a reference that comes later, and draws only its blocks again', () => {
    const { container, rerender } = render(<Markdown text={'plain\n\nsee [docs]\n\n'} isGrowing />)
    const [plain, see] = container.querySelectorAll('p')
    expect(see?.innerHTML).toBe('see [docs]')
    rerender(<Markdown text={'plain\n\nsee [docs]\n\n[docs]: https://example.com/\n'} isGrowing />)
    expect(screen.getByRole('link', { name: 'docs' })).toHaveAttribute('href', 'https://example.com/')
    expect(container.querySelectorAll('p')).toHaveLength(2)
    expect(container.querySelector('p')).toBe(plain)
  })

  it('leads from the mark of a footnote to the note', async () => {
    const { container } = render(<Markdown text={'claim[^why] and [^none]\n\n[^why]: because\n'} />)
    const note = container.querySelector<HTMLElement>('[data-note="why"]')
    if (note) note.scrollIntoView = () => undefined // jsdom has no layout
    await userEvent.click(screen.getByRole('button', { name: 'Footnote why' }))
    expect(document.activeElement).toBe(note)
    expect(container.querySelector('p')?.textContent).toBe('claimwhy and [^none]')
  })

  it('draws tables, tasks and lists as what they are', () => {
    render(<Markdown text={'| a | b |\n|--:|:-:|\n| 1 | ~~2~~ |\n\n- [x] done\n- [ ] open\n\n7. seven'} />)
    expect(screen.getAllByRole('columnheader').map((cell) => cell.dataset['align'])).toEqual([
      'right',
      'center'
    ])
    expect(screen.getByText('2').tagName).toBe('DEL')
    expect(screen.getAllByRole('img').map((box) => box.getAttribute('aria-label'))).toEqual([
      'Done',
      'Not done'
    ])
    expect(screen.getAllByRole('list').at(-1)).toHaveAttribute('start', '7')
  })

  it('makes room for long numbers of a list', () => {
    const { container } = render(
      <Markdown text={'98. one\n99. two\n\ntext\n\n99. one\n100. two\n\ntext\n\n- one'} />
    )
    const room = [...container.querySelectorAll('ol, ul')].map((list) => list.getAttribute('data-digits'))
    expect(room).toEqual([null, '3', null])
  })

  it('lets each paragraph run in its own direction', () => {
    const { container } = render(<Markdown text={'שלום\n\n- item\n\n> quote'} />)
    expect(
      [...container.querySelectorAll('p, li, blockquote')].map((element) => element.getAttribute('dir'))
    ).toEqual(['auto', 'auto', 'auto', 'auto'])
  })

  it('colours settled code and leaves every character of it', async () => {
    const code = 'const a: number = 1 // one\nconst s = `x ${a} <b>`\n'
    const container = await settled(`\`\`\`ts\n${code}\`\`\``)
    expect(container.querySelector('pre code')?.textContent).toBe(code.trimEnd())
    expect(container.querySelector('[data-tone="comment"]')?.textContent).toBe('// one')
  })

  it('marks what a diff adds and removes', () => {
    const { container } = render(<Markdown text={'```diff\n@@ -1 +1 @@\n-old\n+new\n same\n```'} />)
    const changes = [...container.querySelectorAll<HTMLElement>('.code-line')]
    expect(changes.map(({ dataset, textContent }) => [dataset['change'], textContent])).toEqual([
      ['place', '@@ -1 +1 @@\n'],
      ['removed', '-old\n'],
      ['added', '+new\n'],
      [undefined, ' same\n']
    ])
  })

  it('draws settled math, and shows what is no TeX as it was written', async () => {
    const container = await settled('so $x^2$ and $\\oops{$ and\n\n$$\n\\frac{a}{b}\n$$')
    expect(container.querySelectorAll('math')).toHaveLength(2)
    expect(container.querySelector('msup')?.textContent).toBe('x2')
    expect(container.querySelector('.math-source')?.textContent).toBe('$\\oops{$')
  })

  it('folds long code and unfolds it', async () => {
    const code = Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n')
    const { container } = render(<Markdown text={`\`\`\`\n${code}\n\`\`\``} />)
    expect(container.querySelector('pre')?.textContent.split('\n')).toHaveLength(60)
    await userEvent.click(screen.getByRole('button', { name: 'Show all 100 lines' }))
    expect(container.querySelector('pre')?.textContent).toBe(code)
  })

  it('copies the whole of a folded block', async () => {
    const user = userEvent.setup()
    const code = 'x\n'.repeat(200).trimEnd()
    render(<Markdown text={`\`\`\`\n${code}\n\`\`\``} />)
    await user.click(screen.getByRole('button', { name: 'Copy' }))
    expect(await navigator.clipboard.readText()).toBe(code)
  })

  it('shows the beginning of a line without an end, and the rest when asked', async () => {
    const text = 'word '.repeat(20_000)
    const { container } = render(<Markdown text={text} />)
    expect(container.textContent.length).toBeLessThan(5_000)
    await userEvent.click(screen.getByRole('button', { name: /Show all/ }))
    expect([...container.querySelectorAll('p')].map((part) => part.textContent).join('')).toBe(text)
  })

  it('survives nesting without end', () => {
    for (const sign of ['> ', '- ', '**', '[', '*a ', '![', '<', '| ']) {
      const { container, unmount } = render(<Markdown text={`${sign.repeat(8_000 / sign.length)}x`} />)
      expect(container.textContent).toContain('x')
      unmount()
    }
  }, 30_000)
})

describe('Markdown that grows', () => {
  it('draws a half open fence as code from its first line', () => {
    const { container } = render(<Markdown text={'Look:\n\n```ts\nconst a = "<b>"'} isGrowing />)
    expect(container.querySelector('pre code')?.textContent).toBe('const a = "<b>"')
  })

  it.each([
    ['a **bo', '<p dir="auto">a <strong>bo</strong></p>'],
    ['a `co', '<p dir="auto">a <code>co</code></p>'],
    ['see [docs](https://exa', '<p dir="auto">see docs</p>'],
    ['$x^', '<p dir="auto">$x^</p>'],
    ['```js\nlet a\n``', 'let a']
  ])('shows %j as it will be', (text, html) => {
    const { container } = render(<Markdown text={text} isGrowing />)
    const drawn = container.querySelector('.prose > *')
    expect(drawn?.querySelector('code.x, pre code')?.textContent ?? drawn?.outerHTML).toBe(html)
  })

  it('begins a table with its head', () => {
    const { container } = render(<Markdown text="| Name | Cou" isGrowing />)
    expect([...container.querySelectorAll('th')].map((cell) => cell.textContent)).toEqual(['Name', 'Cou'])
  })

  it('leaves the elements of settled blocks alone while the last one grows', () => {
    const { container, rerender } = render(<Markdown text={'First.\n\nSecond'} isGrowing />)
    const first = container.querySelector('p')
    rerender(<Markdown text={'First.\n\nSecond grows.\n\n- and a list'} isGrowing />)
    expect(container.querySelector('p')).toBe(first)
    expect(container.querySelectorAll('p, li')).toHaveLength(3)
  })

  it('lets nothing through at any moment of an attack', () => {
    for (const text of hostileMarkdown) {
      const { container, rerender, unmount } = render(<Markdown text="" isGrowing />)
      for (let end = 1; end <= text.length; end += 1) {
        rerender(<Markdown text={text.slice(0, end)} isGrowing />)
        expect(
          container.querySelector('script, style, iframe, object, form, link, meta, base, video, img')
        ).toBeNull()
        const addresses = [...container.querySelectorAll('[href]')].map((link) => link.getAttribute('href'))
        expect(addresses.filter((address) => !/^(?:https?|mailto):/.test(address ?? ''))).toEqual([])
      }
      unmount()
    }
  }, 60_000)

  it('ends up the same however the text arrived, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(markdownPieces, async (pieces) => {
        const grown = render(<Markdown text="" isGrowing />)
        let text = ''
        for (const piece of pieces) grown.rerender(<Markdown text={(text += piece)} isGrowing />)
        grown.rerender(<Markdown text={text} />)
        const whole = render(<Markdown text={text} />)
        // A grammar may still be on its way to both.
        await vi.waitFor(() => expect(grown.container.innerHTML).toBe(whole.container.innerHTML))
        grown.unmount()
        whole.unmount()
      }),
      { numRuns: 120 }
    )
  }, 60_000)
})

describe('a selection', () => {
  it('outlives the growth of the text it is in, and its end', async () => {
    const { container, rerender } = render(<Markdown text="Each tide" isGrowing />)
    const text = container.querySelector('p')?.firstChild
    if (!text) throw new Error('no text')
    const noticed = new Promise((resolve) => {
      document.addEventListener('selectionchange', resolve, { once: true })
    })
    document.getSelection()?.setBaseAndExtent(text, 5, text, 0)
    await noticed
    rerender(<Markdown text="Each tide rises" isGrowing />)
    expect(document.getSelection()?.toString()).toBe('Each ')
    rerender(<Markdown text="Each tide rises and falls." />)
    expect(document.getSelection()?.toString()).toBe('Each ')
    expect(document.getSelection()?.focusOffset).toBe(0)
  })
})
