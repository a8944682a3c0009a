import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { ContentBlock, SessionMessage } from '../../shared/session.ts'
import { message, prompt } from '../connection/testing/sessionFixtures.ts'
import { selectToolResults } from './toolResults.ts'
import { Transcript } from './Transcript.tsx'
import type { TranscriptProps } from './Transcript.tsx'
import { TranscriptContext } from './TranscriptContext.ts'

function answer(id: string, content: ContentBlock[], changes: Partial<SessionMessage> = {}): SessionMessage {
  return message(id, { content, ...changes })
}

const quiet = {
  onLoadOlder: vi.fn(),
  onRetryTurn: vi.fn(),
  onSendAgain: vi.fn(),
  onDiscard: vi.fn(),
  search: () => Promise.resolve({ hits: [], total: 0 }),
  loadUntil: () => Promise.resolve('here' as const)
}

function element(changes: Partial<TranscriptProps>, loadWholeResult = vi.fn()) {
  const settled = changes.settled ?? []
  return (
    <TranscriptContext value={{ projectPath: '/home/ada/loom', agentName: 'Claude Code', loadWholeResult }}>
      <Transcript
        settled={settled}
        open={[]}
        toolResults={selectToolResults([...settled, ...(changes.open ?? [])])}
        outbox={[]}
        permissions={[]}
        turn="idle"
        retry={null}
        lastTurn={null}
        older="none"
        empty={<p>Nothing yet</p>}
        {...quiet}
        {...changes}
      />
    </TranscriptContext>
  )
}

const bash: ContentBlock = { type: 'tool_use', id: 't1', name: 'Bash', input: { command: 'npm test' } }

function results(content: string, changes: object = {}): SessionMessage {
  return message('r1', {
    role: 'user',
    content: [{ type: 'tool_result', tool_use_id: 't1', content, is_error: false, ...changes }]
  })
}

describe('Transcript', () => {
  it('draws each message as an article of a log, results inside the call they answer', () => {
    render(element({ settled: [prompt('u1'), answer('a1', [bash]), results('12 passed')] }))
    const log = screen.getByRole('log', { name: 'Transcript' })
    expect(
      within(log)
        .getAllByRole('article')
        .map((article) => article.getAttribute('aria-label'))
    ).toEqual(['You', 'Claude Code'])
    expect(within(log).getByRole('button', { name: 'Run npm test' })).toHaveAttribute('aria-expanded', 'true')
    expect(within(log).getByText('12 passed')).toBeVisible()
  })

  it('shows what to do when there is no message', () => {
    render(element({}))
    expect(screen.getByText('Nothing yet')).toBeVisible()
  })

  it('redraws only the message that grows', () => {
    const first = answer('a1', [{ type: 'text', text: 'First **answer**.' }])
    const settled = [prompt('u1'), first]
    const grows = (text: string) => [answer('a2', [{ type: 'text', text }], { isStreaming: true })]
    const { rerender, container } = render(element({ settled, open: grows('One'), turn: 'running' }))
    const changed = new Set<string>()
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const near = target instanceof Element ? target : target.parentElement
        changed.add(near?.closest('article')?.getAttribute('data-message') ?? 'elsewhere')
      }
    })
    observer.observe(container, { subtree: true, childList: true, characterData: true, attributes: true })
    rerender(element({ settled, open: grows('One two'), turn: 'running' }))
    rerender(element({ settled, open: grows('One two\n\nthree'), turn: 'running' }))
    for (const { target } of observer.takeRecords()) {
      const near = target instanceof Element ? target : target.parentElement
      changed.add(near?.closest('article')?.getAttribute('data-message') ?? 'elsewhere')
    }
    observer.disconnect()
    expect([...changed]).toEqual(['a2'])
    expect(screen.getByText('three')).toBeVisible()
  })

  it('says of a call without a result that it runs, waits for a person, or was stopped', () => {
    const settled = [prompt('u1'), answer('a1', [bash])]
    const { rerender } = render(element({ settled, turn: 'running' }))
    expect(screen.getByText('Running')).toBeInTheDocument()
    const asks = [{ id: 'p', toolName: 'Bash', input: {}, title: 'Run', rules: [], toolUseId: 't1' }]
    rerender(element({ settled, turn: 'running', permissions: asks }))
    expect(screen.getByText('Waits for you')).toBeInTheDocument()
    rerender(element({ settled }))
    expect(screen.getByText('Stopped')).toBeInTheDocument()
  })

  it('folds long output and shows all of it on demand', async () => {
    const output = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`).join('\n')
    render(element({ settled: [prompt('u1'), answer('a1', [bash]), results(output)] }))
    expect(screen.queryByText(/line 13/)).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Show all 40 lines' }))
    expect(screen.getByText(/line 40/)).toBeVisible()
  })

  it('fetches the whole of a result that came cut', async () => {
    const whole = vi.fn(() =>
      Promise.resolve({
        type: 'tool_result' as const,
        tool_use_id: 't1',
        content: 'beginning and end',
        is_error: false
      })
    )
    const settled = [
      prompt('u1'),
      answer('a1', [bash]),
      results('beginning', { truncated: { bytes: 50_000 } })
    ]
    render(element({ settled }, whole))
    await userEvent.click(screen.getByRole('button', { name: 'Show all (49 KB)' }))
    expect(await screen.findByText('beginning and end')).toBeVisible()
    expect(whole.mock.calls).toEqual([['t1']])
  })

  it('says why the whole result could not be had', async () => {
    const settled = [
      prompt('u1'),
      answer('a1', [bash]),
      results('beginning', { truncated: { bytes: 50_000 } })
    ]
    render(
      element(
        { settled },
        vi.fn(() => Promise.reject(new Error('The transcript is gone.')))
      )
    )
    await userEvent.click(screen.getByRole('button', { name: 'Show all (49 KB)' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('could not be loaded. The transcript is gone.')
  })

  it('keeps a block it does not know: folded, raw on demand', async () => {
    render(element({ settled: [answer('a1', [{ type: 'unknown', raw: { type: 'hologram', depth: 3 } }])] }))
    await userEvent.click(screen.getByRole('button', { name: /cannot draw \(hologram\)/ }))
    expect(screen.getByText(/"depth": 3/)).toBeVisible()
  })

  it('draws the steps of a subagent inside the call that started it', async () => {
    const settled = [
      prompt('u1'),
      answer('a1', [
        { type: 'tool_use', id: 't1', name: 'Agent', input: { description: 'Look', prompt: 'x' } }
      ]),
      answer('s1', [{ type: 'text', text: 'Inside.' }], { parentToolUseId: 't1' })
    ]
    render(element({ settled, turn: 'running' }))
    expect(screen.getAllByRole('article')).toHaveLength(2)
    await userEvent.click(screen.getByRole('button', { name: /Agent Look/ }))
    expect(screen.getByText('Inside.')).toBeVisible()
  })

  it('draws a failed turn as state with a way on', async () => {
    const onRetryTurn = vi.fn()
    const lastTurn = { outcome: 'failed' as const, error: { code: 'auth', message: 'Sign in first.' } }
    render(element({ settled: [prompt('u1')], lastTurn, onRetryTurn }))
    expect(screen.getByText('Sign in first.')).toBeVisible()
    expect(screen.getByText('Claude Code could not finish.')).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(onRetryTurn).toHaveBeenCalledTimes(1)
  })

  it('counts down to the next try of a busy model', () => {
    const retry = {
      attempt: 2,
      limit: 10,
      delayMs: 3000,
      error: { code: 'busy', message: 'The model is busy' }
    }
    render(element({ settled: [prompt('u1')], turn: 'running', retry }))
    expect(screen.getByText('The model is busy. Trying again in 3 s, attempt 2 of 10.')).toBeVisible()
  })

  it('shows what is on its way, and what was refused with the reason', async () => {
    const onSendAgain = vi.fn()
    const outbox = [
      { id: 'o1', text: 'first', refused: null },
      { id: 'o2', text: 'second', refused: 'The queue is full.' }
    ]
    render(element({ outbox, onSendAgain }))
    expect(screen.getByText('Sending…')).toBeVisible()
    expect(screen.getByRole('alert')).toHaveTextContent('Not sent. The queue is full.')
    await userEvent.click(screen.getByRole('button', { name: 'Send again' }))
    expect(onSendAgain.mock.calls).toEqual([['o2']])
  })
})
