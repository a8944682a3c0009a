import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createRef, useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import type { FileMatches } from '../../shared/files.ts'
import type { Attachment } from '../../shared/session.ts'
import type { AgentCommand } from '../../shared/steering.ts'
import type { OfferState } from '../stores/offerStore.ts'
import { Composer } from './Composer.tsx'
import type { ComposerProps } from './Composer.tsx'

function command(name: string, argumentHint: string | null = null): AgentCommand {
  return { name, description: `Does ${name}`, argumentHint }
}

const offer: OfferState = {
  phase: 'ready',
  at: 0,
  offer: { agent: 'guide', commands: [command('compact'), command('review', '[branch]')], models: [] }
}

function found(...paths: readonly string[]): FileMatches {
  return { files: paths.map((path) => ({ path, positions: [] })), total: paths.length, isComplete: true }
}

/** Holds draft and attachments as the store does, and tells of every change. */
function renderComposer(changes: Partial<ComposerProps> = {}) {
  const acts = {
    onDraft: vi.fn(),
    onSend: vi.fn(),
    onInterrupt: vi.fn(),
    onRewind: vi.fn(),
    onNextMode: vi.fn(),
    onWantOffer: vi.fn(),
    findFiles: vi.fn((_query: string) => Promise.resolve(found())),
    findMissing: vi.fn((_paths: readonly string[]) => Promise.resolve<readonly string[]>([]))
  }
  const queueActs = {
    onEdit: vi.fn(() => Promise.resolve(true)),
    onMove: vi.fn(),
    onRemove: vi.fn(),
    onSendNow: vi.fn(),
    onResume: vi.fn()
  }
  const ref = createRef<HTMLTextAreaElement>()
  function Holder({ later = {} }: { readonly later?: Partial<ComposerProps> }) {
    const [draft, setDraft] = useState(changes.draft ?? '')
    const [attachments, setAttachments] = useState<readonly Attachment[]>(changes.attachments ?? [])
    return (
      <Composer
        agentName="Guide"
        sendKey="enter"
        blocked={null}
        running={false}
        interrupting={false}
        queue={[]}
        queueActs={queueActs}
        recall={{ prompts: () => ['third\nline', 'second', 'first'], onWantOlder: () => undefined }}
        offer={offer}
        choices={null}
        problem={null}
        compact={false}
        {...acts}
        {...changes}
        {...later}
        ref={ref}
        draft={draft}
        onDraft={(text) => {
          acts.onDraft(text)
          setDraft(text)
        }}
        attachments={attachments}
        onAttach={(more) => setAttachments((before) => [...before, ...more])}
        onDetach={(gone) => setAttachments((before) => before.filter((one) => one !== gone))}
      />
    )
  }
  const { rerender } = render(<Holder />)
  return {
    ...acts,
    rerenderWith: (later: Partial<ComposerProps>) => rerender(<Holder later={later} />),
    queueActs,
    user: userEvent.setup(),
    box: screen.getByRole('textbox', { name: 'Message' })
  }
}

const options = (): string[] => screen.queryAllByRole('option').map((option) => option.textContent)
const active = (): string | undefined =>
  screen.queryAllByRole('option').find((option) => option.ariaSelected === 'true')?.textContent

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

describe('commands', () => {
  it('are asked for at the first slash, filtered, and taken by Enter', async () => {
    const { onWantOffer, onSend, user, box } = renderComposer()
    await user.type(box, 'a')
    expect(onWantOffer).not.toHaveBeenCalled()
    await user.clear(box)
    await user.type(box, '/')
    expect(onWantOffer).toHaveBeenCalled()
    expect(options()).toEqual(['/compactDoes compact', '/review[branch]Does review'])
    await user.type(box, 'rev')
    expect(options()).toEqual(['/review[branch]Does review'])
    await user.keyboard('{Enter}')
    expect(box).toHaveValue('/review ')
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(onSend).not.toHaveBeenCalled()
  })

  it('one written out is sent by Enter', async () => {
    const { onSend, user, box } = renderComposer()
    await user.type(box, '/compact{Enter}')
    expect(onSend).toHaveBeenCalledTimes(1)
  })

  it('are moved through by the arrows, and told to assistive technology', async () => {
    const { user, box } = renderComposer()
    await user.type(box, '/')
    expect(active()).toContain('/compact')
    await user.keyboard('{ArrowDown}')
    expect(active()).toContain('/review')
    expect(box.getAttribute('aria-activedescendant')).toBe(screen.getAllByRole('option')[1]?.id)
    expect(box.getAttribute('aria-controls')).toBe(screen.getByRole('listbox').id)
    await user.keyboard('{ArrowDown}')
    expect(active()).toContain('/compact')
    await user.keyboard('{ArrowUp}{Tab}')
    expect(box).toHaveValue('/review ')
  })

  it('are closed by Escape, which stops nothing', async () => {
    const { onInterrupt, user, box } = renderComposer({ running: true })
    await user.type(box, '/')
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('listbox')).toBeNull()
    await user.keyboard('co')
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(onInterrupt).not.toHaveBeenCalled()
  })

  it('leave the keys of an input method alone', async () => {
    const { user, box } = renderComposer()
    await user.type(box, '/')
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 229 })
    fireEvent.keyDown(box, { key: 'ArrowDown', isComposing: true })
    expect([box.textContent, active()]).toEqual(['/', '/compactDoes compact'])
  })

  it('say so while the agent is asked, and when it could not be', async () => {
    const loading = renderComposer({ offer: { phase: 'loading' } })
    await loading.user.type(loading.box, '/')
    expect(screen.getByText('Asking Guide for its commands…')).toBeVisible()
  })

  it('can be asked for again after a failure', async () => {
    const error = { code: 'offer_failed', message: 'The agent did not answer.' }
    const { onWantOffer, user, box } = renderComposer({ offer: { phase: 'failed', error } })
    await user.type(box, '/')
    expect(screen.getByRole('alert')).toHaveTextContent('The agent did not answer.')
    onWantOffer.mockClear()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(onWantOffer).toHaveBeenCalledTimes(1)
  })

  it('the agent does not know are told once, and sent as text the second time', async () => {
    const { onSend, user, box } = renderComposer({ draft: '/nope please' })
    await user.type(box, '{Enter}')
    expect(screen.getByText('Guide knows no command /nope. Send again to send it as text.')).toBeVisible()
    expect(onSend).not.toHaveBeenCalled()
    await user.keyboard('{Enter}')
    expect(onSend).toHaveBeenCalledTimes(1)
  })
})

describe('mentions', () => {
  it('find files, insert the chosen one, and go on in a folder', async () => {
    const { findFiles, user, box } = renderComposer({
      findFiles: (query) =>
        Promise.resolve(query.startsWith('src/') ? found('src/my notes.md') : found('src/', 'README.md'))
    })
    await user.type(box, 'see @')
    await screen.findAllByRole('option')
    expect(options()).toEqual(['src/', 'README.md'])
    await user.keyboard('{Enter}')
    expect(box).toHaveValue('see @src/')
    await waitFor(() => expect(options()).toEqual(['my notes.mdsrc/']))
    await user.keyboard('{Tab}')
    expect(box).toHaveValue('see @"src/my notes.md" ')
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(findFiles).not.toHaveBeenCalled() // the one of this test was
  })

  it('abandon a question that was overtaken, and never show its answer', async () => {
    const signals: AbortSignal[] = []
    const { user, box } = renderComposer({
      findFiles: (query, signal) => {
        signals.push(signal)
        return query === 'zz' ? Promise.resolve(found('zz.ts')) : new Promise(() => undefined)
      }
    })
    await user.type(box, '@')
    await waitFor(() => expect(signals).toHaveLength(1))
    await user.type(box, 'zz')
    await waitFor(() => expect(options()).toEqual(['zz.ts']))
    expect(signals[0]?.aborted).toBe(true)
  })

  it('offer nothing that no longer fits while the next answer is on its way', async () => {
    const { user, box } = renderComposer({
      findFiles: (query) =>
        query === '' ? Promise.resolve(found('alpha.ts', 'beta.ts')) : new Promise(() => undefined)
    })
    await user.type(box, '@')
    await screen.findAllByRole('option')
    await user.type(box, 'be')
    expect(options()).toEqual(['beta.ts'])
  })

  it('of a file that is gone are told, and sent all the same', async () => {
    const { onSend, user, box } = renderComposer({
      draft: 'read @src/gone.ts, @src/here.ts然后 and 看@./src/gone.ts。',
      findMissing: (paths) => Promise.resolve(paths.filter((path) => path !== 'src/here.ts'))
    })
    expect(await screen.findByText('There is no file src/gone.ts in this project.')).toBeVisible()
    await user.type(box, '{Enter}')
    expect(onSend).toHaveBeenCalledTimes(1)
  })
})

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
