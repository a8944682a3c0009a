import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { emptyDraft } from '../../shared/steering.ts'
import type { Draft } from '../../shared/steering.ts'
import { newSession, sessionId, testStore } from '../../tests/support/store/testStore.ts'

const draft: Draft = {
  text: 'half a thought\n\u0000“ü”',
  attachments: [{ type: 'text', name: 'a.txt', text: 'x' }]
}

function withSession() {
  const opened = testStore()
  const project = opened.store.projects.upsert({ path: '/p', name: 'p' }).project
  opened.store.sessions.insert(newSession(1, project.id))
  return { ...opened, project, id: sessionId(1) }
}

test('a draft is kept as it was written, the newer in place of the older', () => {
  const { store, id } = withSession()
  expect(store.drafts.get(id)).toEqual(emptyDraft)
  expect(store.drafts.put(id, { text: 'older', attachments: [] })).toBe(true)
  expect(store.drafts.put(id, draft)).toBe(true)
  expect(store.drafts.get(id)).toEqual(draft)
})

test('an empty draft leaves no row', () => {
  const { store, id, file } = withSession()
  store.drafts.put(id, draft)
  expect(store.drafts.put(id, emptyDraft)).toBe(true)
  expect(rowsIn(file)).toEqual([])
})

test('a session that does not exist has none, and gets none', () => {
  const { store, file } = withSession()
  expect(store.drafts.put(sessionId(2), draft)).toBe(false)
  expect(store.drafts.get(sessionId(2))).toEqual(emptyDraft)
  expect(rowsIn(file)).toEqual([])
})

test('a draft goes with its session, and with its project', () => {
  const { store, project, id, file } = withSession()
  store.sessions.insert(newSession(2, project.id))
  for (const each of [id, sessionId(2)]) store.drafts.put(each, draft)
  store.sessions.remove(id)
  expect(rowsIn(file)).toEqual([{ session_id: sessionId(2) }])
  store.projects.remove(project.id)
  expect(rowsIn(file)).toEqual([])
})

test.each(['not json', '[{"type":"laser"}]'])(
  'of attachments that read %s the words are left',
  (attachments) => {
    const { store, id, file, logged } = withSession()
    store.drafts.put(id, draft)
    const database = new Sqlite(file)
    database.prepare('UPDATE drafts SET attachments = ?').run(attachments)
    database.close()
    expect(store.drafts.get(id)).toEqual({ text: draft.text, attachments: [] })
    expect(logged).toEqual([[{ session: id }, 'the attachments of a draft cannot be read']])
  }
)

function rowsIn(file: string): unknown[] {
  const database = new Sqlite(file, { readonly: true })
  try {
    return database.prepare('SELECT session_id FROM drafts ORDER BY session_id').all()
  } finally {
    database.close()
  }
}
