import { render } from '@testing-library/react'
import { expect, it } from 'vitest'
import { UserMessage } from './UserMessage.tsx'

function drawn(text: string): HTMLElement | null {
  const { container } = render(<UserMessage messageId="m1" content={[{ type: 'text', text }]} />)
  return container.querySelector('[data-block] > div')
}

it('stands as it was written: every space and line, no Markdown', () => {
  const text = '    indented **first** line\n\n  # no heading\n* none\t<b>&amp;</b>  '
  const message = drawn(text)
  expect(message?.textContent).toBe(text)
  expect(message?.className).toContain('whitespace-pre-wrap')
})

it('runs in the direction of its letters', () => {
  expect(drawn('\u05e9\u05dc\u05d5\u05dd')?.getAttribute('dir')).toBe('auto')
})

it('each of its lines in its own direction, as where it was written and in the export', () => {
  expect(drawn('see this:\n\u05e9\u05dc\u05d5\u05dd')?.className).toContain('[unicode-bidi:plaintext]')
})

it('is never folded in the middle of a character', () => {
  const family = '👨‍👩‍👧'
  const shown = drawn(`a${family.repeat(900)}`)?.textContent ?? ''
  expect(shown.length).toBeGreaterThan(2_000)
  expect(shown.slice(1).replaceAll(family, '')).toBe('')
})
