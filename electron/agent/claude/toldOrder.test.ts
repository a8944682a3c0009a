import { expect, it } from 'vitest'
import type { SessionMessage } from '../../../shared/session.ts'
import { ToldOrder } from './toldOrder.ts'

const word = (id: string, hook = 'Stop'): SessionMessage => ({
  id,
  role: 'system',
  content: [],
  createdAt: '2026-01-02T03:04:05.000Z',
  isStreaming: false,
  notice: 'hook',
  hook
})

it('puts what is read late in front of the first told message that follows it', () => {
  const told = new ToldOrder()
  told.notePrompt('p')
  told.note({ id: 'a' })
  expect(told.placeOf(word('h'), ['x', 'a', 'p'], null)).toBe('a')
  expect(told.placeOf(word('h'), ['x'], null)).toBeUndefined()
})

it('puts what is written before a prompt was taken up in front of that prompt', () => {
  const told = new ToldOrder()
  told.notePrompt('p')
  expect(told.placeOf(word('h'), [], 'p')).toBe('p')
})

it('puts what hooks said as the session began behind the prompt, in its order', () => {
  const told = new ToldOrder()
  told.notePrompt('p')
  told.note({ id: 'info' })
  for (const id of ['h1', 'h2']) {
    const before = told.placeOf(word(id, 'SessionStart:resume'), ['p', 'info'], null)
    expect(before).toBe('info')
    told.note(word(id, 'SessionStart:resume'), before)
  }
  told.notePrompt('q')
  const late = told.placeOf(word('h3', 'SessionStart:resume'), ['q'], null)
  expect(late).toBeUndefined()
})
