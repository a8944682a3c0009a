import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { GitFork } from 'lucide-react'
import { describe, expect, it, vi } from 'vitest'
import { isPrompt } from '../../shared/evolve.ts'
import type { ContentBlock, SessionMessage } from '../../shared/session.ts'
import { toolUse } from '../../tests/support/claudeCalls.ts'
import { message, prompt } from '../../tests/support/connection/sessionFixtures.ts'
import { selectToolResults } from './toolResults.ts'
import { Transcript } from './Transcript.tsx'
import type { TranscriptProps } from './Transcript.tsx'
import { TranscriptContext } from './TranscriptContext.ts'
import type { TranscriptSetting } from './TranscriptContext.ts'

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

function element(changes: Partial<TranscriptProps>, setting: Partial<TranscriptSetting> = {}) {
  const settled = changes.settled ?? []
  return (
    <TranscriptContext
      value={{
        projectPath: '/home/ada/loom',
        agentName: 'Claude Code',
        loadWholeResult: vi.fn(),
        ...setting
      }}
    >
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

const bash: ContentBlock = toolUse('Bash', { command: 'npm test' }, 't1')

function results(content: string, changes: object = {}): SessionMessage {
  return message('r1', {
    role: 'user',
    content: [{ type: 'tool_result', tool_use_id: 't1', content, is_error: false, ...changes }]
  })
}

async function unfold(name: RegExp): Promise<void> {
  const button = screen.getByRole('button', { name })
  if (button.getAttribute('aria-expanded') !== 'true') await userEvent.click(button)
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
    render(element({ settled }, { loadWholeResult: whole }))
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
      element({ settled }, { loadWholeResult: () => Promise.reject(new Error('The transcript is gone.')) })
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
      answer('a1', [toolUse('Agent', { description: 'Look', prompt: 'x' }, 't1')]),
      answer('s1', [{ type: 'text', text: 'Inside.' }], { parentToolUseId: 't1' })
    ]
    render(element({ settled, turn: 'running' }))
    expect(screen.getAllByRole('article')).toHaveLength(2)
    await userEvent.click(screen.getByRole('button', { name: /Agent Look/ }))
    expect(screen.getByText('Inside.')).toBeVisible()
  })

  it('draws what the API’s own tools did as calls with their results, and says what is secret', async () => {
    const result = (id: string, content: string): ContentBlock => ({
      type: 'tool_result',
      tool_use_id: id,
      content,
      is_error: false
    })
    render(
      element({
        settled: [
          answer('a1', [
            { type: 'thinking', thinking: '', redacted: true },
            toolUse('advisor', {}, 's1'),
            result('s1', 'Plant **clover**.'),
            toolUse('web_search', { query: 'clover bees' }, 's2'),
            result('s2', 'Links: [{"title":"Clover","url":"https://clover.example/"}]'),
            { type: 'unknown', raw: { type: 'container_upload', file_id: 'file_7' } },
            { type: 'text', text: 'Clover it is.' }
          ])
        ]
      })
    )
    expect(screen.getByText(/kept secret by the maker/)).toBeTruthy()
    expect(screen.getByText('File for code execution: file_7')).toBeTruthy()
    await unfold(/Ask the advisor/)
    expect(screen.getByText('clover').tagName).toBe('STRONG')
    await unfold(/Search the web/)
    expect(screen.getByRole('link', { name: 'Clover' }).getAttribute('href')).toBe('https://clover.example/')
  })

  it('names whose words they are that neither the person nor the agent said', () => {
    render(
      element({
        settled: [
          message('n1', {
            role: 'system',
            notice: 'info',
            sender: { kind: 'teammate', name: 'scout' },
            content: [{ type: 'text', text: 'The pond is full.' }]
          })
        ]
      })
    )
    expect(screen.getByText('Message from teammate scout')).toBeTruthy()
    expect(screen.getByText('The pond is full.')).toBeTruthy()
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

  it('says once why a turn failed, with the way on in the same card', async () => {
    const onRetryTurn = vi.fn()
    const failed = message('f1', {
      role: 'system',
      notice: 'failed',
      content: [{ type: 'text', text: 'This turn failed: sign in first.' }]
    })
    const lastTurn = { outcome: 'failed' as const, error: { code: 'auth', message: 'Sign in first.' } }
    const { rerender } = render(element({ settled: [prompt('u1'), failed], lastTurn, onRetryTurn }))
    const card = screen.getByText('This turn failed: sign in first.')
    expect(screen.getAllByText(/failed/)).toEqual([card])
    const button = screen.getByRole('button', { name: 'Try again' })
    expect(card.parentElement).toContainElement(button)
    await userEvent.click(button)
    expect(onRetryTurn).toHaveBeenCalledTimes(1)
    rerender(element({ settled: [prompt('u1'), failed, prompt('u2')], onRetryTurn, turn: 'running' }))
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  })

  it('says once that a call waits for a person', () => {
    const settled = [prompt('u1'), answer('a1', [bash])]
    const asks = [{ id: 'p', toolName: 'Bash', input: {}, title: 'Run', rules: [], toolUseId: 't1' }]
    const { rerender } = render(element({ settled, turn: 'running', permissions: asks }))
    expect(screen.getAllByText(/wait/i)).toHaveLength(1)
    rerender(
      element({
        settled,
        turn: 'running',
        permissions: [{ id: 'p', toolName: 'Bash', input: {}, title: 'Run', rules: [] }]
      })
    )
    expect(screen.getByText('Waits for your answer below')).toBeVisible()
  })

  it('sums a turn up where it ends, and not while it runs', () => {
    const later = { createdAt: '2026-01-01T10:01:05.000Z' }
    const settled = [prompt('u1'), answer('a1', [bash]), results('ok'), answer('a2', [], later)]
    const { rerender } = render(element({ settled, turn: 'running' }))
    expect(screen.queryByText('1 min 5 s · 1 tool')).toBeNull()
    rerender(element({ settled }))
    expect(screen.getByText('1 min 5 s · 1 tool')).toBeVisible()
  })

  it('draws what is neither word as what it is: summarised, resumed, stopped', async () => {
    const notice = (id: string, kind: 'compacted' | 'resumed' | 'interrupted', text: string) =>
      message(id, { role: 'system', notice: kind, content: [{ type: 'text', text }] })
    const settled = [
      prompt('u1'),
      notice('s1', 'compacted', 'What was said so far.'),
      notice('s2', 'resumed', ''),
      notice('s3', 'interrupted', '[Request interrupted by user]')
    ]
    render(element({ settled }))
    expect(screen.getByText('Resumed here')).toBeVisible()
    expect(screen.getByText('You stopped this turn.')).toBeVisible()
    expect(screen.queryByText('What was said so far.')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Conversation summarised here' }))
    expect(screen.getByText('What was said so far.')).toBeVisible()
  })

  it('parts the days', () => {
    const settled = [
      { ...prompt('u1'), createdAt: new Date(2024, 2, 4, 9).toISOString() },
      answer('a1', [{ type: 'text', text: 'Later.' }], { createdAt: new Date(2024, 2, 5, 9).toISOString() })
    ]
    render(element({ settled }))
    expect(screen.getAllByText(/^(Mon|Tues)day,? . March 2024$/)).toHaveLength(2)
  })

  it('opens a text that was sent along, and a picture, in a larger view', async () => {
    const sent = message('u1', {
      role: 'user',
      content: [
        { type: 'text', text: 'See these' },
        {
          type: 'document',
          title: 'notes.txt',
          source: { type: 'text', media_type: 'text/plain', data: 'low tide at six' }
        },
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' } }
      ]
    })
    render(element({ settled: [sent] }))
    await userEvent.click(screen.getByRole('button', { name: 'Open notes.txt' }))
    const view = screen.getByRole('dialog', { name: 'notes.txt' })
    expect(within(view).getByText('low tide at six')).toBeInTheDocument()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Open image' }))
    expect(screen.getByRole('dialog', { name: 'Image' })).toBeInTheDocument()
  })

  it('offers what others add to a message, for the messages they add it to', async () => {
    const act = vi.fn()
    const fork = { id: 'fork', label: 'Fork from here', icon: GitFork, isOffered: isPrompt, act }
    const settled = [prompt('u1'), answer('a1', [{ type: 'text', text: 'Yes.' }])]
    render(element({ settled }, { messageActions: [fork] }))
    expect(screen.getAllByRole('button', { name: 'Copy as Markdown' })).toHaveLength(2)
    await userEvent.click(screen.getByRole('button', { name: 'Fork from here' }))
    expect(act.mock.calls).toEqual([[prompt('u1')]])
  })

  it('keeps open what a reader has opened, and closed what they closed', async () => {
    const call: ContentBlock = toolUse('Read', { file_path: 'a.txt' }, 't1')
    const settled = [prompt('u1'), answer('a1', [call]), results('inside')]
    const { rerender } = render(element({ settled }))
    await userEvent.click(screen.getByRole('button', { name: /Read/ }))
    expect(screen.getByText('inside')).toBeVisible()
    // The row leaves the document and comes back.
    rerender(element({ settled: [prompt('u1')] }))
    rerender(element({ settled }))
    expect(screen.getByText('inside')).toBeVisible()
  })

  it('says each message’s place to who cannot see it, unless older ones are not loaded', () => {
    const settled = [prompt('u1'), answer('a1', [{ type: 'text', text: 'Yes.' }])]
    const places = () =>
      screen
        .getAllByRole('article')
        .map((row) => [row.getAttribute('aria-posinset'), row.getAttribute('aria-setsize')])
    const { rerender } = render(element({ settled }))
    expect(places()).toEqual([
      ['1', '2'],
      ['2', '2']
    ])
    rerender(element({ settled, older: 'more' }))
    expect(places()).toEqual([
      ['1', '-1'],
      ['2', '-1']
    ])
  })
})
