import { expect, test } from 'vitest'
import { AgentId } from '../../shared/ids.ts'
import { at, sessionId, testStore } from '../../tests/support/store/testStore.ts'
import type { FoundRow } from './foundRows.ts'
import type { Store } from './store.ts'

function row(store: Store, n: number, more: Partial<FoundRow> = {}): FoundRow {
  const found = store.projects.find({ path: '/g', name: 'g', lastAt: at(1) })
  if (found === null) throw new Error('the project is not wanted')
  return {
    id: sessionId(n),
    projectId: found.project.id,
    agent: AgentId.parse('claude'),
    cwd: '/g',
    origin: 'terminal',
    gitBranch: 'main',
    title: null,
    firstWords: 'Plant beans',
    startedAt: at(n),
    lastAt: at(n + 1),
    file: `/t/${n}.jsonl`,
    ...more
  }
}

test('a session gets its row once, and what has changed of it after that', () => {
  const { store } = testStore()
  expect(store.found.put(row(store, 1))).toBe('added')
  expect(store.found.put(row(store, 1))).toBe('same')
  expect(store.found.put(row(store, 1, { title: 'Beans', lastAt: at(9) }))).toBe('changed')
  expect(store.sessions.byId(sessionId(1))).toMatchObject({
    title: 'Beans',
    origin: 'terminal',
    gitBranch: 'main',
    createdAt: at(1),
    updatedAt: at(9),
    metadata: { firstMessagePreview: 'Plant beans' }
  })
})

test('what a person chose stays, and time goes on only', () => {
  const { store, clock } = testStore()
  store.found.put(row(store, 1))
  clock.turnTo(at(30))
  store.sessions.change(sessionId(1), { title: 'Mine', pinned: true, archived: true })
  store.found.put(row(store, 1, { title: 'Its own' }))
  expect(store.sessions.byId(sessionId(1))).toMatchObject({
    title: 'Mine',
    pinned: true,
    archived: true,
    updatedAt: at(30)
  })
})

test('one that nobody wants does not come back, and is not missed', () => {
  const { store } = testStore()
  store.found.unwant(sessionId(1))
  expect(store.found.put(row(store, 1))).toBe('unwanted')
  store.found.put(row(store, 2))
  expect(store.found.missing([1, 2, 3].map(sessionId))).toEqual([sessionId(3)])
})

test('a project that was removed is found again only when it was opened', () => {
  const { store } = testStore()
  const found = store.projects.find({ path: '/g', name: 'g', lastAt: at(1) })
  expect(found).toMatchObject({ created: true, project: { found: true, lastOpenedAt: at(1) } })
  if (found) store.projects.remove(found.project.id)
  expect(store.projects.find({ path: '/g', name: 'g', lastAt: at(1) })).toBeNull()
  const { project } = store.projects.upsert({ path: '/g', name: 'g' })
  expect(project.found).toBeUndefined()
  // Found in it once more, it stays one that was opened, when it was.
  expect(store.projects.find({ path: '/g', name: 'g', lastAt: at(50) })).toEqual({ created: false, project })
})

test('a list of all projects, newest first, by what is asked for', () => {
  const { store } = testStore()
  for (const n of [1, 2, 3]) store.found.put(row(store, n, { origin: n === 2 ? 'background' : 'terminal' }))
  const ids = (filter: Parameters<typeof store.sessions.listAll>[0]): string[] =>
    store.sessions.listAll(filter, { limit: 10 }).sessions.map(({ id }) => id)
  expect(ids({})).toEqual([3, 2, 1].map(sessionId))
  expect(ids({ origin: 'background' })).toEqual([sessionId(2)])
  expect(ids({ ids: [sessionId(1), sessionId(3)] })).toEqual([3, 1].map(sessionId))
  expect(ids({ archived: true })).toEqual([])
  const first = store.sessions.listAll({}, { limit: 2 })
  expect(
    store.sessions.listAll({}, { limit: 2, before: first.before ?? '' }).sessions.map(({ id }) => id)
  ).toEqual([sessionId(1)])
})
