import { act, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { SessionMessage } from '../../shared/session.ts'
import { SystemNotice } from './SystemNotice.tsx'

async function draw(fields: Partial<SessionMessage>, ...texts: string[]): Promise<HTMLElement> {
  const message: SessionMessage = {
    id: 'n1',
    role: 'system',
    content: texts.map((text) => ({ type: 'text', text })),
    createdAt: '2026-01-05T08:00:00.000Z',
    isStreaming: false,
    ...fields
  }
  const { container } = await act(async () => render(<SystemNotice message={message} onRetry={null} />))
  return container
}

describe('a notice', () => {
  it('of a command that answers in Markdown is drawn as that', async () => {
    await draw({ notice: 'info' }, '## Context Usage\n\n| Category | Tokens |\n|---|---|\n| Skills | 2.1k |')
    expect(await screen.findByRole('heading', { name: 'Context Usage' })).toBeVisible()
    expect(screen.getByRole('cell', { name: '2.1k' })).toBeVisible()
  })

  it('of a command that answers in columns keeps them under each other', async () => {
    const columns = 'Total cost:            $0.0001\nTotal duration (API):  0s'
    const container = await draw({ notice: 'info' }, columns)
    const output = container.querySelector('pre')
    expect(output?.textContent).toBe(columns)
    expect(output?.tabIndex).toBe(0)
  })

  it('of one line stays a line', async () => {
    const container = await draw({ notice: 'info' }, 'Set model to opus')
    expect(screen.getByText('Set model to opus')).toBeVisible()
    expect(container.querySelector('pre')).toBeNull()
  })

  it('of a hook is in its words, with its name', async () => {
    await draw({ notice: 'hook', hook: 'Stop' }, 'tests were not run', 'the hook says no')
    expect(screen.getByText('Hook Stop')).toBeVisible()
    expect(screen.getByText(/tests were not run\s+the hook says no/u)).toBeVisible()
  })

  it('that the context was cleared is a line across the transcript', async () => {
    await draw({ notice: 'cleared' }, 'x')
    expect(screen.getByText('Context cleared: what follows begins anew')).toBeVisible()
  })
})

describe('in a German window', () => {
  afterEach(() => {
    document.documentElement.lang = 'en'
    vi.resetModules()
  })

  it.each([
    ['interrupted', { code: 'turn_cut_off', parameters: { how: 'closed' } }, /^Skein wurde geschlossen/u],
    ['resumed', { code: 'session_resumed', parameters: { since: 0 } }, /geruht\.$/u],
    ['info', { code: 'part_unreadable' }, /^Ein Teil dessen, was angekommen war/u],
    ['interrupted', { code: 'of_a_newer_server' }, /^English\.$/u]
  ] as const)('a notice of our own (%s, %j) is in German', async (notice, told, words) => {
    document.documentElement.lang = 'de'
    vi.resetModules() // the language is chosen as the modules load
    const { SystemNotice: German } = await import('./SystemNotice.tsx')
    const message: SessionMessage = {
      id: 'n1',
      role: 'system',
      content: [{ type: 'text', text: 'English.' }],
      createdAt: '2026-01-05T08:00:00.000Z',
      isStreaming: false,
      notice,
      told
    }
    await act(async () => render(<German message={message} onRetry={null} />))
    expect(screen.getByText(words)).toBeVisible()
  })
})
