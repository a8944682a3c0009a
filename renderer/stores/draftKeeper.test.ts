import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Draft } from '../../shared/steering.ts'
import { createDraftStorage } from '../connection/draftStorage.ts'
import { RequestFailure } from '../connection/requestFailure.ts'
import {
  deferred,
  otherSessionId,
  projectId,
  sessionId
} from '../../tests/support/connection/sessionFixtures.ts'
import type { Deferred } from '../../tests/support/connection/sessionFixtures.ts'
import { createDraftKeeper } from './draftKeeper.ts'
import type { DraftPlace } from './draftKeeper.ts'

const stored: DraftPlace = { projectId, sessionId, isStored: true }
const unstored: DraftPlace = { projectId, sessionId, isStored: false }

interface Put {
  readonly sessionId: string
  readonly draft: Draft
  readonly leaving: boolean
  readonly answer: Deferred<void>
}

/** A server whose answers the test gives. */
function setUp(onServer: Draft = { text: '', attachments: [] }) {
  const drafts = createDraftStorage({
    attachments: { read: () => Promise.resolve([]), write: () => Promise.resolve() }
  })
  const puts: Put[] = []
  const readDraft = vi.fn(() => Promise.resolve(onServer))
  const keeper = createDraftKeeper(() => ({
    drafts,
    http: {
      readDraft,
      writeDraft: (_, id, draft, options) => {
        const answer = deferred<void>()
        puts.push({ sessionId: id, draft, leaving: options?.leaving === true, answer })
        return answer.promise
      }
    }
  }))
  const write = (place: DraftPlace, text: string): void => keeper.keep(place, { text, attachments: [] })
  return { keeper, drafts, puts, readDraft, write }
}

/** Lets what has been settled take its course. */
async function settle(put: Put | undefined, how: 'saved' | 'lost' = 'saved'): Promise<void> {
  if (how === 'saved') put?.answer.resolve()
  else put?.answer.reject(new RequestFailure(0, { code: 'unreachable', message: 'It could not be reached.' }))
  await vi.advanceTimersByTimeAsync(0)
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a session that is not created yet', () => {
  test('keeps its draft in the browser and says nothing to the server', async () => {
    const { keeper, puts, readDraft, write } = setUp()
    write(unstored, 'words')
    await vi.advanceTimersByTimeAsync(10_000)
    keeper.flush({ leaving: true })
    expect(await keeper.load(unstored)).toEqual({
      draft: { text: 'words', attachments: [] },
      isUnsaved: true
    })
    write(unstored, '')
    expect(await keeper.load(unstored)).toBe(null)
    expect([puts, readDraft.mock.calls]).toEqual([[], []])
  })
})

describe('a stored session', () => {
  test('is told once, in a pause of typing; until then the browser keeps it', async () => {
    const { drafts, puts, write } = setUp()
    write(stored, 'w')
    await vi.advanceTimersByTimeAsync(399)
    write(stored, 'wo')
    await vi.advanceTimersByTimeAsync(399)
    expect([puts, drafts.read(sessionId)?.text]).toEqual([[], 'wo'])
    await vi.advanceTimersByTimeAsync(1)
    expect(puts.map(({ draft }) => draft.text)).toEqual(['wo'])
    expect(drafts.read(sessionId)?.text).toBe('wo')
    await settle(puts[0])
    expect(drafts.read(sessionId)).toBe(null)
  })

  test('is told in order: what is written meanwhile waits for the answer', async () => {
    const { drafts, puts, write } = setUp()
    write(stored, 'one')
    await vi.advanceTimersByTimeAsync(400)
    write(stored, 'two')
    await vi.advanceTimersByTimeAsync(400)
    expect(puts.map(({ draft }) => draft.text)).toEqual(['one'])
    await settle(puts[0])
    expect(puts.map(({ draft }) => draft.text)).toEqual(['one', 'two'])
    expect(drafts.read(sessionId)?.text).toBe('two')
    await settle(puts[1])
    expect(drafts.read(sessionId)).toBe(null)
  })

  test('that could not be told keeps the draft in the browser, and it comes first the next time', async () => {
    const { keeper, drafts, puts, readDraft, write } = setUp({ text: 'older', attachments: [] })
    write(stored, 'newer')
    await vi.advanceTimersByTimeAsync(400)
    await settle(puts[0], 'lost')
    expect(drafts.read(sessionId)?.text).toBe('newer')
    expect(await keeper.load(stored)).toEqual({ draft: { text: 'newer', attachments: [] }, isUnsaved: true })
    expect(readDraft).not.toHaveBeenCalled()
  })

  test('tells of an emptied draft only when the server has one', async () => {
    const { drafts, puts, write } = setUp()
    write(stored, '')
    await vi.advanceTimersByTimeAsync(400)
    expect(puts).toEqual([])
    write(stored, 'words')
    await vi.advanceTimersByTimeAsync(400)
    await settle(puts[0])
    write(stored, '')
    expect(drafts.read(sessionId)?.text).toBe('')
    await vi.advanceTimersByTimeAsync(400)
    await settle(puts[1])
    expect(puts.map(({ draft }) => draft.text)).toEqual(['words', ''])
    expect(drafts.read(sessionId)).toBe(null)
  })

  test('is told at once when the page is left, even while an answer is awaited', async () => {
    const { keeper, puts, write } = setUp()
    write(stored, 'one')
    await vi.advanceTimersByTimeAsync(400)
    write(stored, 'two')
    keeper.flush({ leaving: true })
    expect(puts.map(({ draft, leaving }) => [draft.text, leaving])).toEqual([
      ['one', false],
      ['two', true]
    ])
  })

  test('gives the draft the server has', async () => {
    const { keeper } = setUp({ text: 'from elsewhere', attachments: [] })
    expect(await keeper.load(stored)).toEqual({
      draft: { text: 'from elsewhere', attachments: [] },
      isUnsaved: false
    })
  })
})

test('drafts of several sessions never mix, however fast they are switched', async () => {
  const { puts, write } = setUp()
  const other = { ...stored, sessionId: otherSessionId }
  write(stored, 'for the first')
  write(other, 'for the second')
  write(stored, 'for the first, too')
  await vi.advanceTimersByTimeAsync(400)
  expect(puts.map((put) => [put.sessionId, put.draft.text])).toEqual([
    [otherSessionId, 'for the second'],
    [sessionId, 'for the first, too']
  ])
})

test('a long text is not written down with every key', async () => {
  const { drafts, write } = setUp()
  write(unstored, 'x'.repeat(60_000))
  expect(drafts.read(sessionId)).toBe(null)
  await vi.advanceTimersByTimeAsync(400)
  expect(drafts.read(sessionId)?.text).toHaveLength(60_000)
})

describe('what is typed', () => {
  const typed = (text: string) => ({ text, attachments: [] })

  test('is kept with the frame that shows it', async () => {
    const { keeper, drafts, puts } = setUp()
    keeper.keepSoon(stored, typed('w'))
    keeper.keepSoon(stored, typed('wo'))
    expect(drafts.read(sessionId)).toBe(null)
    await vi.advanceTimersByTimeAsync(20)
    expect(drafts.read(sessionId)?.text).toBe('wo')
    await vi.advanceTimersByTimeAsync(400)
    expect(puts.map(({ draft }) => draft.text)).toEqual(['wo'])
  })

  test('is kept at once for whoever asks, goes to another session, or leaves', async () => {
    const { keeper, drafts, puts } = setUp()
    keeper.keepSoon(unstored, typed('a'))
    expect(keeper.kept(sessionId)?.text).toBe('a')
    keeper.keepSoon(unstored, typed('ab'))
    expect((await keeper.load(unstored))?.draft.text).toBe('ab')
    keeper.keepSoon(unstored, typed('abc'))
    keeper.keepSoon({ ...unstored, sessionId: otherSessionId }, typed('other'))
    expect(drafts.read(sessionId)?.text).toBe('abc')
    keeper.settle()
    expect(drafts.read(otherSessionId)?.text).toBe('other')
    keeper.keepSoon(stored, typed('last'))
    keeper.flush({ leaving: true })
    expect(puts.map(({ draft, leaving }) => [draft.text, leaving])).toEqual([['last', true]])
  })

  test('never comes after something newer', async () => {
    const { keeper, drafts } = setUp()
    keeper.keepSoon(unstored, typed('old'))
    keeper.keep(unstored, typed('new'))
    await vi.advanceTimersByTimeAsync(500)
    expect(drafts.read(sessionId)?.text).toBe('new')
  })
})
