import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Markdown } from './Markdown.tsx'

/** Ids are minted per mount and say nothing. */
function htmlOf(container: HTMLElement): string {
  return container.innerHTML.replaceAll(/ id="[^"]*"/g, '')
}

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
    '[go](javascript:alert(1))',
    '[go](JaVaScRiPt:alert(1))',
    '[go](data:text/html,<b>x</b>)',
    '[go](file:///etc/passwd)',
    '[go](vbscript:x)',
    '[go](&#106;avascript:alert(1))'
  ])('draws %s as text, not as a link', (text) => {
    render(<Markdown text={text} />)
    expect(screen.queryByRole('link')).toBeNull()
    expect(screen.getByText('go')).toBeInTheDocument()
  })

  it('opens web links outside, without handing over this window', () => {
    render(<Markdown text="see [the docs](https://example.com/a?b=1)" />)
    const link = screen.getByRole('link', { name: 'the docs' })
    expect([link.getAttribute('href'), link.getAttribute('target'), link.getAttribute('rel')]).toEqual([
      'https://example.com/a?b=1',
      '_blank',
      'noopener noreferrer'
    ])
  })

  it('never loads an image of an answer, only links to it', () => {
    const { container } = render(<Markdown text="![chart](https://example.com/c.png)" />)
    expect(container.querySelector('img')).toBeNull()
    expect(screen.getByRole('link', { name: 'chart' })).toHaveAttribute('href', 'https://example.com/c.png')
  })

  it('draws a half open fence as code from its first line', () => {
    const { container } = render(<Markdown text={'Look:\n\n```ts\nconst a = "<b>"'} />)
    expect(container.querySelector('pre code')?.textContent).toBe('const a = "<b>"')
  })

  it('ends up the same however the text arrived', () => {
    const text =
      '# Title\n\nA *para*graph\nwith two lines.\n\n- one\n\n- two\n  - deep\n\n```js\nlet x = 1\n\nlet y\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nTail &amp; end'
    const whole = htmlOf(render(<Markdown text={text} />).container)
    const { container, rerender } = render(<Markdown text="" />)
    for (let end = 1; end <= text.length; end += 1) rerender(<Markdown text={text.slice(0, end)} />)
    expect(htmlOf(container)).toBe(whole)
    expect(container.textContent).toContain('Tail & end')
  })

  it('leaves the elements of settled blocks alone while the last one grows', () => {
    const { container, rerender } = render(<Markdown text={'First.\n\nSecond'} />)
    const first = container.querySelector('p')
    rerender(<Markdown text={'First.\n\nSecond grows.\n\n- and a list'} />)
    expect(container.querySelector('p')).toBe(first)
    expect(container.querySelectorAll('p, li')).toHaveLength(3)
  })
})
