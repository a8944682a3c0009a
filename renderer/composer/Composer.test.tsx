import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderComposer } from '../../tests/support/renderComposer.tsx'

describe('sending', () => {
  it('is done by Enter and by the button', async () => {
    const { onSend, user, box } = renderComposer({ draft: 'hello' })
    await user.type(box, '{Enter}')
    await user.click(screen.getByRole('button', { name: 'Send' }))
    expect(onSend).toHaveBeenCalledTimes(2)
  })

  it('starts a new line on Shift+Enter', async () => {
    const { onSend, user, box } = renderComposer({ draft: 'hello' })
    await user.type(box, '{Shift>}{Enter}{/Shift}')
    expect(onSend).not.toHaveBeenCalled()
    expect(box).toHaveValue('hello\n')
  })

  it.each(['enter', 'mod-enter'] as const)('starts a new line on Alt+Enter (%s sends)', (sendKey) => {
    const { onSend, box } = renderComposer({ draft: 'hello', sendKey })
    if (box instanceof HTMLTextAreaElement) box.setSelectionRange(2, 4)
    fireEvent.keyDown(box, { key: 'Enter', altKey: true })
    expect([box.textContent, onSend.mock.calls]).toEqual(['he\no', []])
  })

  it('is done by Ctrl+Enter when Enter starts a new line', async () => {
    const { onSend, user, box } = renderComposer({ draft: 'hello', sendKey: 'mod-enter' })
    await user.type(box, '{Enter}')
    expect([box.textContent, onSend.mock.calls]).toEqual(['hello\n', []])
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(onSend).toHaveBeenCalledTimes(1)
  })

  it('leaves the Enter of an input method alone', () => {
    const { onSend, box } = renderComposer({ draft: 'hello' })
    fireEvent.keyDown(box, { key: 'Enter', altKey: true, isComposing: true })
    expect(box).toHaveValue('hello')
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 229 })
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 13, isComposing: true })
    expect(onSend).not.toHaveBeenCalled()
  })

  it('stops the turn first on Ctrl+Enter, and only while one runs', async () => {
    const running = renderComposer({ draft: 'hello', running: true })
    await running.user.type(running.box, '{Control>}{Enter}{/Control}{Enter}')
    expect(running.onSend.mock.calls).toEqual([[{ interrupt: true }], [{ interrupt: false }]])
  })

  it('goes by itself once nothing blocks it, when Enter came too early', async () => {
    const loading = { reason: 'The session is still loading', passes: true }
    const { onSend, user, box, rerenderWith } = renderComposer({ draft: 'hello', blocked: loading })
    await user.type(box, '{Enter}')
    expect(onSend).not.toHaveBeenCalled()
    rerenderWith({ blocked: null })
    expect(onSend).toHaveBeenCalledTimes(1)
    rerenderWith({ blocked: null })
    expect(onSend).toHaveBeenCalledTimes(1)
  })

  it('waits while it is blocked; typing does not', async () => {
    const { onSend, user, box } = renderComposer({
      draft: 'hello',
      blocked: { reason: 'Waiting for the connection', passes: true }
    })
    await user.type(box, '!{Enter}')
    await user.click(screen.getByRole('button', { name: 'Send' }))
    expect(box).toHaveValue('hello!')
    expect(onSend).not.toHaveBeenCalled()
    expect(screen.getByRole('button', { name: 'Send' })).toHaveAttribute('aria-disabled', 'true')
  })
})

describe('Escape', () => {
  it('stops a running turn, as the button does', async () => {
    const { onInterrupt, user, box } = renderComposer({ draft: 'hello', running: true })
    await user.click(screen.getByRole('button', { name: 'Stop' }))
    await user.type(box, '{Escape}')
    expect(onInterrupt).toHaveBeenCalledTimes(2)
  })

  it('has nothing to stop while no turn runs', async () => {
    const { onInterrupt, onRewind, user, box } = renderComposer({ draft: 'hello' })
    await user.type(box, '{Escape}{Escape}')
    expect([onInterrupt.mock.calls, onRewind.mock.calls]).toEqual([[], []])
    expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull()
  })

  it('twice in an empty composer goes back; once says so', async () => {
    const { onRewind, user, box } = renderComposer()
    await user.type(box, '{Escape}')
    expect(screen.getByText(/Press Esc again/)).toBeVisible()
    expect(onRewind).not.toHaveBeenCalled()
    await user.keyboard('{Escape}')
    expect(onRewind).toHaveBeenCalledTimes(1)
    expect(screen.queryByText(/Press Esc again/)).toBeNull()
  })

  it('once, a letter and once more does not go back', async () => {
    const { onRewind, user, box } = renderComposer()
    await user.type(box, '{Escape}a{Backspace}{Escape}')
    expect(onRewind).not.toHaveBeenCalled()
  })
})

it('Shift+Tab asks for the next permission mode and keeps the focus', async () => {
  const { onNextMode, user, box } = renderComposer()
  await user.type(box, '{Shift>}{Tab}{/Shift}')
  expect(onNextMode).toHaveBeenCalledTimes(1)
  expect(box).toHaveFocus()
})

describe('earlier prompts', () => {
  it('come back on Up, newest first, and go again on Down', async () => {
    const { user, box } = renderComposer()
    const values: string[] = []
    await user.click(box)
    for (const key of ['Up', 'Up', 'Up', 'Up', 'Down', 'Down', 'Down']) {
      await user.keyboard(`{Arrow${key}}`)
      values.push(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' }).value)
    }
    expect(values).toEqual(['third\nline', 'second', 'first', 'first', 'second', 'third\nline', ''])
  })

  it('open no list, even when one is a command', async () => {
    const { user, box } = renderComposer({
      recall: { prompts: () => ['/compact', 'see @main.ts'], onWantOlder: () => undefined }
    })
    await user.type(box, '{ArrowUp}')
    fireEvent.select(box)
    expect([box.textContent, screen.queryByRole('listbox')]).toEqual(['/compact', null])
    await user.keyboard('{ArrowUp}')
    expect(box).toHaveValue('see @main.ts')
  })

  it('never take the place of words that were written', async () => {
    const { user, box } = renderComposer({ draft: 'mine' })
    await user.type(box, '{ArrowUp}')
    expect(box).toHaveValue('mine')
  })

  it('once changed are words like any other', async () => {
    const { user, box } = renderComposer()
    await user.type(box, '{ArrowUp}{ArrowUp}!{ArrowUp}')
    expect(box).toHaveValue('second!')
  })
})

describe('the queue', () => {
  const queue = [
    { id: 'q1', text: 'one' },
    { id: 'q2', text: 'two' },
    { id: 'q3', text: 'three', attachments: [{ type: 'text' as const, name: 'a.txt', text: '' }] }
  ]

  it('is edited in place', async () => {
    const { queueActs, user } = renderComposer({ queue, running: true })
    await user.click(screen.getByRole('button', { name: 'Edit “two”' }))
    await user.keyboard(' and a half{Enter}')
    expect(queueActs.onEdit.mock.calls).toEqual([['q2', 'two and a half']])
    expect(screen.queryByRole('textbox', { name: 'Queued message' })).toBeNull()
  })

  it('keeps what was written when saving is refused, and Escape leaves it as it was', async () => {
    const { queueActs, user } = renderComposer({ queue, running: true })
    queueActs.onEdit.mockResolvedValue(false)
    await user.click(screen.getByRole('button', { name: 'Edit “one”' }))
    await user.keyboard('!{Enter}')
    expect(screen.getByRole('textbox', { name: 'Queued message' })).toHaveValue('one!')
    await user.keyboard('{Escape}')
    expect(screen.getByRole('button', { name: 'Edit “one”' })).toBeVisible()
  })

  it('is reordered by buttons and by Alt with the arrows', async () => {
    const { queueActs, user } = renderComposer({ queue, running: true })
    await user.click(screen.getByRole('button', { name: 'Move “two” up' }))
    await user.click(screen.getByRole('button', { name: 'Move “two” down' }))
    screen.getByRole('button', { name: 'Edit “one”' }).focus()
    await user.keyboard('{Alt>}{ArrowUp}{ArrowDown}{/Alt}')
    expect(queueActs.onMove.mock.calls).toEqual([
      ['q2', 'q1'],
      ['q2', null],
      ['q1', 'q3']
    ])
    expect(screen.getByRole('button', { name: 'Move “one” up' })).toBeDisabled()
  })

  it('gives up a message, and sends one at once', async () => {
    const { queueActs, user } = renderComposer({ queue, running: true })
    await user.click(screen.getByRole('button', { name: 'Remove “two” from the queue' }))
    await user.click(screen.getByRole('button', { name: 'Interrupt and send “three” now' }))
    expect([queueActs.onRemove.mock.calls, queueActs.onSendNow.mock.calls]).toEqual([[['q2']], [['q3']]])
  })

  it('waits for the person after a stopped turn, and goes on when asked', async () => {
    const { queueActs, user } = renderComposer({ queue })
    expect(await screen.findByText('3 messages wait for you.')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Go on' }))
    expect(queueActs.onResume).toHaveBeenCalledTimes(1)
  })
})
