import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { Composer } from './Composer.tsx'
import type { ComposerProps } from './Composer.tsx'

function renderComposer(changes: Partial<ComposerProps> = {}) {
  const acts = { onDraft: vi.fn(), onSend: vi.fn(), onInterrupt: vi.fn(), onUnqueue: vi.fn() }
  render(
    <Composer
      agentName="Guide"
      draft="hello"
      blocked={null}
      running={false}
      interrupting={false}
      queue={[]}
      choices={null}
      problem={null}
      {...acts}
      {...changes}
    />
  )
  return { ...acts, user: userEvent.setup(), box: screen.getByRole('textbox', { name: 'Message' }) }
}

describe('Composer', () => {
  it('sends on Enter and by the button', async () => {
    const { onSend, user, box } = renderComposer()
    await user.type(box, '{Enter}')
    await user.click(screen.getByRole('button', { name: 'Send' }))
    expect(onSend).toHaveBeenCalledTimes(2)
  })

  it('starts a new line on Shift+Enter', async () => {
    const { onSend, onDraft, user, box } = renderComposer()
    await user.type(box, '{Shift>}{Enter}{/Shift}')
    expect(onSend).not.toHaveBeenCalled()
    expect(onDraft).toHaveBeenCalledWith('hello\n')
  })

  it('leaves the Enter of an input method alone', () => {
    const { onSend, box } = renderComposer()
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 229 })
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 13, isComposing: true })
    expect(onSend).not.toHaveBeenCalled()
  })

  it('can be typed in while sending is blocked, and sends nothing', async () => {
    const { onSend, onDraft, user, box } = renderComposer({ blocked: 'Waiting for the connection' })
    await user.type(box, '!{Enter}')
    await user.click(screen.getByRole('button', { name: 'Send' }))
    expect(onDraft).toHaveBeenCalledWith('hello!')
    expect(onSend).not.toHaveBeenCalled()
    expect(screen.getByRole('button', { name: 'Send' })).toHaveAttribute('aria-disabled', 'true')
  })

  it('stops a running turn by its button and on Escape', async () => {
    const { onInterrupt, user, box } = renderComposer({ running: true })
    await user.click(screen.getByRole('button', { name: 'Stop' }))
    await user.type(box, '{Escape}')
    expect(onInterrupt).toHaveBeenCalledTimes(2)
  })

  it('has nothing to stop while no turn runs', async () => {
    const { onInterrupt, user, box } = renderComposer()
    await user.type(box, '{Escape}')
    expect(onInterrupt).not.toHaveBeenCalled()
    expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull()
  })

  it('takes a waiting message off the queue', async () => {
    const { onUnqueue, user } = renderComposer({ queue: [{ id: 'q1', text: 'later' }], running: true })
    await user.click(screen.getByRole('button', { name: 'Remove “later” from the queue' }))
    expect(onUnqueue.mock.calls).toEqual([['q1']])
  })
})
