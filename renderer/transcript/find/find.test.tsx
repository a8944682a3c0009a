import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { FindHit } from '../../../shared/find.ts'
import { MessageId } from '../../../shared/ids.ts'
import { deferred, message, prompt } from '../../../tests/support/connection/sessionFixtures.ts'
import { useActionStore } from '../../keys/actionStore.ts'
import type { LoadedUntil } from '../../stores/loadUntil.ts'
import { selectToolResults } from '../toolResults.ts'
import { Transcript } from '../Transcript.tsx'
import type { TranscriptProps } from '../Transcript.tsx'

const quiet = { onLoadOlder: vi.fn(), onRetryTurn: vi.fn(), onSendAgain: vi.fn(), onDiscard: vi.fn() }

function element(changes: Partial<TranscriptProps>) {
  const settled = changes.settled ?? [prompt('u1'), message('a1')]
  return (
    <>
      <button type="button">Elsewhere</button>
      <Transcript
        settled={settled}
        open={[]}
        toolResults={selectToolResults(settled)}
        outbox={[]}
        permissions={[]}
        turn="idle"
        retry={null}
        lastTurn={null}
        older="none"
        empty={null}
        search={() => Promise.resolve({ hits: [], total: 0 })}
        loadUntil={() => Promise.resolve('here')}
        {...quiet}
        {...changes}
      />
    </>
  )
}

function hit(messageId: string, occurrence = 0): FindHit {
  return { messageId: MessageId.parse(messageId), blockIndex: 0, occurrence, snippet: '', start: 0, end: 0 }
}

/** As the key does. */
function openFind(): void {
  act(() => useActionStore.getState().actions.get('find')?.())
}

const field = () => screen.getByRole('textbox', { name: 'Find in session' })

describe('finding in a session', () => {
  it('begins at the newest hit out of view, and goes through all of them, loaded or not', async () => {
    const asked: string[] = []
    const loadUntil = (messageId: string): Promise<LoadedUntil> => {
      asked.push(messageId)
      return Promise.resolve('here')
    }
    const hits = [hit('old1'), hit('old2')]
    render(element({ search: () => Promise.resolve({ hits, total: 2 }), loadUntil }))
    openFind()
    await userEvent.type(field(), 'tide')
    expect(await screen.findByText('2 of 2')).toBeVisible()
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}')
    expect(screen.getByText('1 of 2')).toBeVisible()
    await userEvent.keyboard('{F3}')
    expect(screen.getByText('2 of 2')).toBeVisible()
    expect(asked).toEqual(['old2', 'old1', 'old2'])
  })

  it('counts hits beyond those that can be walked through', async () => {
    render(element({ search: () => Promise.resolve({ hits: [hit('a1')], total: 900 }) }))
    openFind()
    await userEvent.type(field(), 'tide')
    expect(await screen.findByText('900 of 900')).toBeVisible()
    expect(screen.getByText('Only the newest 1 can be walked through.')).toBeVisible()
  })

  it('drops the answer to words that are not there any more', async () => {
    const first = deferred<{ hits: FindHit[]; total: number }>()
    const search = vi.fn((query: string) =>
      query === 'ti' ? first.promise : Promise.resolve({ hits: [hit('a1')], total: 1 })
    )
    render(element({ search }))
    openFind()
    await userEvent.type(field(), 'ti')
    await waitFor(() => expect(search).toHaveBeenCalledWith('ti'))
    await userEvent.type(field(), 'de')
    expect(await screen.findByText('1 of 1')).toBeVisible()
    await act(async () => {
      first.resolve({ hits: [hit('x1'), hit('x2'), hit('x3')], total: 3 })
      await first.promise
    })
    expect(screen.getByText('1 of 1')).toBeVisible()
  })

  it('takes hits from what grows', async () => {
    const grows = (text: string) => [message('a2', { content: [{ type: 'text', text }], isStreaming: true })]
    const { rerender } = render(element({ open: grows('tide'), turn: 'running' }))
    openFind()
    await userEvent.type(field(), 'tide')
    expect(await screen.findByText('1 of 1')).toBeVisible()
    rerender(element({ open: grows('tide and tide'), turn: 'running' }))
    expect(screen.getByText('1 of 2')).toBeVisible()
  })

  it('says that there is nothing, and why a search failed', async () => {
    const search = (query: string) =>
      query === 'x' ? Promise.resolve({ hits: [], total: 0 }) : Promise.reject(new Error('The disk is gone.'))
    render(element({ search }))
    openFind()
    await userEvent.type(field(), 'x')
    expect(await screen.findByText('No hits')).toBeVisible()
    await userEvent.type(field(), 'y')
    expect(await screen.findByRole('alert')).toHaveTextContent('The search failed. The disk is gone.')
  })

  it('stops a long way on demand, and says when a message is gone', async () => {
    const signals: AbortSignal[] = []
    const ways: Promise<LoadedUntil>[] = [new Promise(() => undefined), Promise.resolve('absent')]
    const loadUntil = (_: string, signal: AbortSignal): Promise<LoadedUntil> => {
      signals.push(signal)
      return ways.shift() ?? Promise.resolve('here')
    }
    render(element({ search: () => Promise.resolve({ hits: [hit('old1')], total: 1 }), loadUntil }))
    openFind()
    await userEvent.type(field(), 'tide')
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }))
    expect([signals[0]?.aborted, screen.queryByText(/Loading older messages/)]).toEqual([true, null])
    await userEvent.click(screen.getByRole('button', { name: 'Next hit' }))
    expect(await screen.findByText('This message is not in the session any more.')).toBeVisible()
  })

  it('gives the focus back when it closes, and Escape goes no further', async () => {
    const onKeyDown = vi.fn()
    render(<div onKeyDown={(event) => onKeyDown(event.key)}>{element({})}</div>)
    const before = screen.getByRole('button', { name: 'Elsewhere' })
    before.focus()
    openFind()
    expect(field()).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('search')).toBeNull()
    expect(before).toHaveFocus()
    expect(onKeyDown).not.toHaveBeenCalled()
  })
})
