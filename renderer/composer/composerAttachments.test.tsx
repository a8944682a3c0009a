import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Attachment } from '../../shared/session.ts'
import { renderComposer } from '../../tests/support/renderComposer.tsx'

describe('attachments', () => {
  const png = (name: string): Attachment => ({ type: 'image', mediaType: 'image/png', data: 'AAAA', name })

  it('are listed with their size and removed by the button or by key', async () => {
    const { user, box } = renderComposer({ attachments: [png('a.png'), png('b.png'), png('c.png')] })
    const list = screen.getByRole('list', { name: 'Attachments' })
    await user.click(screen.getByRole('button', { name: 'Remove b.png' }))
    expect(
      within(list)
        .getAllByRole('listitem')
        .map((item) => item.textContent)
    ).toEqual(['a.png3 B', 'c.png3 B'])
    expect(screen.getByRole('button', { name: 'Remove c.png' })).toHaveFocus()
    await user.keyboard('{Delete}')
    expect(screen.getByRole('button', { name: 'Remove a.png' })).toHaveFocus()
    await user.keyboard('{Backspace}')
    expect(screen.queryByRole('list', { name: 'Attachments' })).toBeNull()
    expect(box).toHaveFocus()
  })

  it('are enough to be sent', async () => {
    const { onSend, user, box } = renderComposer({ attachments: [png('a.png')] })
    await user.type(box, '{Enter}')
    expect(onSend).toHaveBeenCalledTimes(1)
  })

  it('come from files that are pasted; what cannot be taken is named', async () => {
    const { user, box } = renderComposer()
    const notes = new File(['# Notes'], 'notes.md', { type: 'text/markdown' })
    const drawing = new File(['<svg/>'], 'drawing.svg', { type: 'image/svg+xml' })
    act(() => {
      fireEvent.paste(box, {
        clipboardData: { files: [notes, drawing], types: ['Files'], getData: () => '' }
      })
    })
    expect(await screen.findByText('notes.md')).toBeVisible()
    expect(
      await screen.findByText(/drawing.svg was not attached: agents cannot see SVG pictures/)
    ).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText(/was not attached/)).toBeNull()
  })

  it('come from a very long paste, which can be put into the message after all', async () => {
    const { user, box } = renderComposer({ draft: 'log: ' })
    const long = Array.from({ length: 300 }, (_, line) => `line ${line}`).join('\n')
    await user.click(box)
    await user.paste(long)
    expect(box).toHaveValue('log: ')
    expect(screen.getByText('Pasted text.txt')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Paste as text' }))
    expect(box).toHaveValue(`log: ${long}`)
    expect(screen.queryByText('Pasted text.txt')).toBeNull()
  })

  it('a short paste is typed', async () => {
    const { user, box } = renderComposer()
    await user.click(box)
    await user.paste('a few words')
    expect(box).toHaveValue('a few words')
  })
})
