/** What is told late and stands in front of what was told: the same for the server, each window, and a replay. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SessionEvent } from './events.ts'
import { evolve, messagesOf, restingState, splitMessages } from './evolve.ts'
import type { SessionState } from './evolve.ts'
import { sampleSession } from '../tests/support/sampleSession.ts'
import { emptyMetadata } from './session.ts'
import type { SessionMessage } from './session.ts'

const said = (id: string, role: SessionMessage['role'] = 'user', isStreaming = false): SessionMessage => ({
  id,
  role,
  content: [{ type: 'text', text: id }],
  createdAt: '2026-01-02T03:04:05.000Z',
  isStreaming
})
const added = (message: SessionMessage, before?: string): SessionEvent =>
  before === undefined ? { type: 'message_added', message } : { type: 'message_added', message, before }
const idsOf = (state: SessionState): string[] => messagesOf(state).map(({ id }) => id)
const empty = restingState(sampleSession)

describe('a message that is told late', () => {
  const state = [added(said('p')), added(said('a', 'assistant', true))].reduce(evolve, empty)

  test('stands in front of the message it names, and ends nothing that grows', () => {
    const next = evolve(evolve(state, added(said('n', 'system'), 'p')), added(said('m', 'system'), 'a'))
    expect(idsOf(next)).toEqual(['n', 'p', 'm', 'a'])
    expect(next.open.map(({ id, isStreaming }) => [id, isStreaming])).toEqual([['a', true]])
  })

  test('stays where it is when it is told again, and takes nobody’s place', () => {
    const next = evolve(evolve(state, added(said('n', 'system'), 'p')), added(said('n', 'system'), 'a'))
    expect(idsOf(next)).toEqual(['n', 'p', 'a'])
  })

  test('is left to the older page it stands on, and comes last where there is none', () => {
    const window = { ...state, before: 'cursor' }
    expect(evolve(window, added(said('n', 'system'), 'elsewhere'))).toBe(window)
    expect(evolve(window, added(said('n', 'system'), 'p'))).toBe(window)
    expect(idsOf(evolve(state, added(said('n', 'system'), 'elsewhere')))).toEqual(['p', 'a', 'n'])
  })
})

type Deed =
  { readonly does: 'prompt' | 'answer' | 'whole' | 'end' } | { readonly does: 'late'; readonly pick: number }

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    does: fc.constantFrom('prompt' as const, 'answer' as const, 'whole' as const, 'end' as const)
  }),
  fc.record({ does: fc.constant('late' as const), pick: fc.nat() })
)

test('a window that came at any time, with any part of the past, has what the server has', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 30 }), fc.nat(), fc.nat(), (deeds, cut, size) => {
      let server = empty
      const windows: SessionState[] = []
      const came = cut % (deeds.length + 1)
      const right: string[] = []
      const events: SessionEvent[] = []
      deeds.forEach((each, n) => {
        if (n === came) {
          const all = messagesOf(server)
          const held = all.slice(-(1 + (size % (all.length + 1))))
          const older = all.length - held.length
          windows.push({ ...server, ...splitMessages(held), before: older === 0 ? null : 'cursor' })
        }
        const event = eventOf(each, n, right)
        events.push(event)
        server = evolve(server, event)
        for (const [at, window] of windows.entries()) windows[at] = evolve(window, event)
      })
      expect(idsOf(server)).toEqual(right)
      // As a journal gives them back.
      const kept = events.map((event) => SessionEvent.parse(JSON.parse(JSON.stringify(event))))
      expect(kept.reduce(evolve, empty)).toEqual(server)
      // What is older is read from the server, before the oldest message the window holds.
      for (const state of windows) {
        const oldest = messagesOf(state)[0]?.id
        const older = state.before === null ? [] : right.slice(0, right.indexOf(oldest ?? ''))
        expect([...older, ...idsOf(state)]).toEqual(right)
      }
    })
  )
})

/** The event, and where its message has to stand. */
function eventOf(each: Deed, n: number, right: string[]): SessionEvent {
  if (each.does === 'end') return { type: 'message_complete', outcome: 'done', metadata: emptyMetadata }
  if (each.does === 'late') {
    const before = right[each.pick % Math.max(1, right.length)] ?? 'nowhere'
    right.splice(right.includes(before) ? right.indexOf(before) : right.length, 0, `m${n}`)
    return added(said(`m${n}`, 'system'), before)
  }
  right.push(`m${n}`)
  return added(said(`m${n}`, each.does === 'prompt' ? 'user' : 'assistant', each.does === 'answer'))
}
