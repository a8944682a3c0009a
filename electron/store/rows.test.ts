import SQLite from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ProjectId } from '../../shared/ids.ts'
import { emptyMetadata } from '../../shared/session.ts'
import type { Project } from '../../shared/session.ts'
import { writeCursor } from './pageCursor.ts'
import { defaultSettings } from '../../shared/settings.ts'
import type { Store } from './store.ts'
import type { StoredSession } from './storedSession.ts'
import { at, newSession, sessionId, testStore, uuid } from '../../tests/support/store/testStore.ts'
import type { TestStore } from '../../tests/support/store/testStore.ts'

const nowhere = ProjectId.parse(uuid(404))

function withProject(): TestStore & { project: Project } {
  const test = testStore()
  return { ...test, project: test.store.projects.upsert({ path: '/p', name: 'p' }).project }
}

/** Writes past the store, as a fault or another program would. */
function vandalise(file: string, sql: string): void {
  const database = new SQLite(file)
  onTestFinished(() => {
    database.close()
  })
  database.exec(sql)
}

describe('projects', () => {
  test('the same folder twice is one project, now the one opened last', () => {
    const { store, clock } = testStore()
    const first = store.projects.upsert({ path: '/a', name: 'a' })
    clock.turnTo(at(1))
    const other = store.projects.upsert({ path: '/b', name: 'b' })
    clock.turnTo(at(2))
    const again = store.projects.upsert({ path: '/a', name: 'another name' })
    const project = {
      id: uuid(900),
      path: '/a',
      name: 'a',
      trusted: false,
      trustAnswered: false,
      createdAt: at(0),
      lastOpenedAt: at(0)
    }
    expect(first).toEqual({ created: true, project })
    expect(again).toEqual({ created: false, project: { ...project, lastOpenedAt: at(2) } })
    expect(store.projects.list()).toEqual([again.project, other.project])
    expect(store.projects.byPath('/b')).toEqual(other.project)
    expect(store.projects.byId(other.project.id)).toEqual(other.project)
    expect([store.projects.byPath('/c'), store.projects.byId(nowhere)]).toEqual([null, null])
  })

  test('name and trust change alone or together', () => {
    const { store, project } = withProject()
    expect(store.projects.change(project.id, { name: 'New' })).toEqual({ ...project, name: 'New' })
    expect(store.projects.change(project.id, { trusted: true })).toEqual({
      ...project,
      name: 'New',
      trusted: true,
      trustAnswered: true
    })
    expect(store.projects.change(project.id, {})).toEqual({
      ...project,
      name: 'New',
      trusted: true,
      trustAnswered: true
    })
    expect(store.projects.change(project.id, { name: 'p', trusted: false })).toEqual({
      ...project,
      trustAnswered: true
    })
    expect(store.projects.change(nowhere, { name: 'x' })).toBeNull()
  })

  test('not to trust is an answer too, and outlasts opening the folder again', () => {
    const { store, project } = withProject()
    store.projects.change(project.id, { trusted: false })
    expect(store.projects.upsert({ path: project.path, name: 'again' }).project).toMatchObject({
      trusted: false,
      trustAnswered: true
    })
  })

  test('removing one takes its sessions and rules with it and leaves the others', () => {
    const { store, project } = withProject()
    const other = store.projects.upsert({ path: '/q', name: 'q' }).project
    for (const [n, { id }] of [project, other].entries()) {
      store.sessions.insert(newSession(n, id))
      store.rules.add(id, [{ toolName: 'Bash', pattern: 'ls' }])
    }
    expect([store.projects.remove(project.id), store.projects.remove(project.id)]).toEqual([true, false])
    expect([store.sessions.byId(sessionId(0)), store.sessions.byId(sessionId(1))?.projectId]).toEqual([
      null,
      other.id
    ])
    expect([store.rules.list(project.id), store.rules.list(other.id).length]).toEqual([[], 1])
  })
})

describe('sessions', () => {
  test('a new one is empty, begins now, and is inserted once', () => {
    const { store, project, clock } = withProject()
    clock.turnTo(at(5))
    const session: StoredSession = {
      id: sessionId(1),
      projectId: project.id,
      agent: 'acp:gemini',
      title: null,
      titleSource: null,
      permissionMode: 'plan',
      model: 'opus',
      archived: false,
      createdAt: at(5),
      updatedAt: at(5),
      metadata: emptyMetadata,
      checkpoint: null,
      transcriptFile: null,
      branch: null,
      cwd: project.path,
      origin: 'skein',
      gitBranch: null
    }
    const given = newSession(1, project.id, { agent: 'acp:gemini', permissionMode: 'plan', model: 'opus' })
    expect(store.sessions.insert(given)).toEqual({ created: true, session })
    clock.turnTo(at(9))
    expect(store.sessions.insert({ ...given, permissionMode: 'default', model: null })).toEqual({
      created: false,
      session
    })
    expect(store.sessions.byId(sessionId(1))).toEqual(session)
    expect(store.sessions.byId(sessionId(2))).toBeNull()
  })

  test('works in its project’s folder, unless it was given another', () => {
    const { store, project } = withProject()
    const given = newSession(1, project.id, { cwd: '/p/.worktrees/a' })
    expect(store.sessions.insert(given).session.cwd).toBe('/p/.worktrees/a')
    expect(store.sessions.insert(newSession(2, project.id)).session.cwd).toBe(project.path)
  })

  test('an id of another project is refused, and so is a project that is gone', () => {
    const { store, project } = withProject()
    const other = store.projects.upsert({ path: '/q', name: 'q' }).project
    store.sessions.insert(newSession(1, project.id))
    expect(() => store.sessions.insert(newSession(1, other.id))).toThrow(
      expect.objectContaining({ status: 409, code: 'session_elsewhere' })
    )
    expect(() => store.sessions.insert(newSession(2, nowhere))).toThrow(
      expect.objectContaining({ status: 404, code: 'project_not_found' })
    )
    expect(store.sessions.byId(sessionId(1))?.projectId).toBe(project.id)
    expect(store.sessions.byId(sessionId(2))).toBeNull()
  })

  test('one found on disk keeps its own times, whatever zone they are written in', () => {
    const { store, project } = withProject()
    const metadata = {
      totalTokens: 12,
      messageCount: 3,
      lastMessageAt: '2025-05-01T12:00:00+02:00',
      firstMessagePreview: 'Héllo 👋'
    }
    const { session } = store.sessions.insert(
      newSession(1, project.id, {
        agentTitle: 'Greeting',
        createdAt: '2025-05-01T09:00:00Z',
        metadata,
        checkpoint: '{"offset":7}',
        transcriptFile: '/t/1.jsonl'
      })
    )
    expect(session).toEqual({
      id: sessionId(1),
      projectId: project.id,
      agent: 'guide',
      title: 'Greeting',
      titleSource: 'agent',
      permissionMode: 'default',
      model: null,
      archived: false,
      createdAt: '2025-05-01T09:00:00.000Z',
      updatedAt: '2025-05-01T10:00:00.000Z',
      metadata: { ...metadata, lastMessageAt: '2025-05-01T10:00:00.000Z' },
      checkpoint: '{"offset":7}',
      transcriptFile: '/t/1.jsonl',
      branch: null,
      cwd: project.path,
      origin: 'skein',
      gitBranch: null
    })
  })

  test('every choice changes alone and moves the session to the top', () => {
    const { store, project, clock } = withProject()
    const { session } = store.sessions.insert(newSession(1, project.id, { model: 'opus' }))
    clock.turnTo(at(1))
    let expected: StoredSession = { ...session, updatedAt: at(1) }
    for (const changes of [
      { archived: true },
      { permissionMode: 'acceptEdits' },
      { model: null },
      { archived: false, model: 'haiku' }
    ] as const) {
      expected = { ...expected, ...changes }
      expect(store.sessions.change(sessionId(1), changes)).toEqual(expected)
    }
    expect(store.sessions.byId(sessionId(1))).toEqual(expected)
    expect(store.sessions.change(sessionId(2), { archived: true })).toBeNull()
  })

  test('the person’s own title wins over the agent’s, and gives way when it is cleared', () => {
    const { store, project } = withProject()
    store.sessions.insert(newSession(1, project.id))
    const titles: unknown[] = []
    const note = (session: StoredSession | null): void => {
      titles.push([session?.title, session?.titleSource])
    }
    note(store.sessions.change(sessionId(1), { title: 'Agent 1' }, 'agent'))
    note(store.sessions.change(sessionId(1), { title: ' Mine ' }))
    note(store.sessions.change(sessionId(1), { title: 'Agent 2' }, 'agent'))
    note(store.sessions.setMetadata(sessionId(1), emptyMetadata, null, 'Agent 3'))
    note(store.sessions.setMetadata(sessionId(1), emptyMetadata, null))
    note(store.sessions.change(sessionId(1), { title: '  ' }))
    note(store.sessions.setMetadata(sessionId(1), emptyMetadata, null, null))
    expect(titles).toEqual([
      ['Agent 1', 'agent'],
      ['Mine', 'own'],
      ['Mine', 'own'],
      ['Mine', 'own'],
      ['Mine', 'own'],
      ['Agent 3', 'agent'],
      [null, null]
    ])
  })

  test('metadata and checkpoint are kept together, and the last message moves the session on, never back', () => {
    const { store, project, clock } = withProject()
    clock.turnTo(at(10))
    const { session } = store.sessions.insert(newSession(1, project.id))
    const counted = { totalTokens: 9, messageCount: 2, lastMessageAt: at(20), firstMessagePreview: 'hi' }
    const expected = { ...session, metadata: counted, checkpoint: '{"a":1}', updatedAt: at(20) }
    expect(store.sessions.setMetadata(sessionId(1), counted, '{"a":1}')).toEqual(expected)
    const earlier = { ...counted, lastMessageAt: at(15) }
    expect(store.sessions.setMetadata(sessionId(1), earlier, null)).toEqual({
      ...expected,
      metadata: earlier,
      checkpoint: null
    })
    expect(store.sessions.setMetadata(sessionId(2), counted, null)).toBeNull()
  })

  test('where the transcript is can be learned and forgotten', () => {
    const { store, project } = withProject()
    const { session } = store.sessions.insert(newSession(1, project.id))
    store.sessions.setTranscriptFile(sessionId(1), '/t/1.jsonl')
    expect(store.sessions.byId(sessionId(1))).toEqual({ ...session, transcriptFile: '/t/1.jsonl' })
    store.sessions.setTranscriptFile(sessionId(1), null)
    expect(store.sessions.byId(sessionId(1))).toEqual(session)
    expect([store.sessions.remove(sessionId(1)), store.sessions.remove(sessionId(1))]).toEqual([true, false])
    expect(store.sessions.byId(sessionId(1))).toBeNull()
  })
})

describe('a session that is being deleted', () => {
  test('is nowhere until it is restored, and then as it was', () => {
    const { store, project } = withProject()
    const { session } = store.sessions.insert(newSession(1, project.id))
    expect([store.sessions.setDeleted(session.id), store.sessions.setDeleted(session.id)]).toEqual([
      true,
      false
    ])
    expect([
      store.sessions.byId(session.id),
      store.sessions.list(project.id, { limit: 9 }).sessions,
      store.sessions.listEmpty(),
      store.sessions.listDeleted()
    ]).toEqual([null, [], [], [session]])
    expect(store.sessions.idsOf(project.id)).toEqual([session.id])
    expect([store.sessions.restore(session.id), store.sessions.restore(session.id)]).toEqual([session, null])
    expect([store.sessions.byId(session.id), store.sessions.listDeleted()]).toEqual([session, []])
  })

  test('keeps its id until it is gone', () => {
    const { store, project } = withProject()
    store.sessions.insert(newSession(1, project.id))
    store.sessions.setDeleted(sessionId(1))
    expect(() => store.sessions.insert(newSession(1, project.id))).toThrow(
      expect.objectContaining({ status: 409, code: 'session_deleted' })
    )
    store.sessions.remove(sessionId(1))
    expect(store.sessions.insert(newSession(1, project.id)).created).toBe(true)
  })
})

test('archived sessions have a list of their own, in pages like the other', () => {
  const { store, project, clock } = withProject()
  for (const n of [0, 1, 2, 3]) {
    clock.turnTo(at(n))
    store.sessions.insert(newSession(n, project.id))
    if (n % 2 === 1) store.sessions.change(sessionId(n), { archived: true })
  }
  const ids = (archived: boolean): string[] => {
    const first = store.sessions.list(project.id, { limit: 1, archived })
    const { before } = first
    if (before === null) throw new Error('there is a second page')
    const second = store.sessions.list(project.id, { limit: 9, archived, before })
    return [...first.sessions, ...second.sessions].map(({ id }) => id)
  }
  expect([ids(false), ids(true)]).toEqual([
    [sessionId(2), sessionId(0)],
    [sessionId(3), sessionId(1)]
  ])
})

test('the branch a person chose is kept, and forgotten', () => {
  const { store, project } = withProject()
  const { session } = store.sessions.insert(newSession(1, project.id))
  store.sessions.setBranch(session.id, '{"head":null}')
  expect(store.sessions.byId(session.id)).toEqual({ ...session, branch: '{"head":null}' })
  store.sessions.setBranch(session.id, null)
  expect(store.sessions.byId(session.id)).toEqual(session)
})

describe('the list of sessions', () => {
  /** Sessions 0…count-1; three share each second, so that the id has to decide. */
  function fill(store: Store, project: Project, count: number): void {
    store.transaction(() => {
      for (let n = 0; n < count; n++) {
        const createdAt = at(Math.floor(n / 3))
        store.sessions.insert(newSession(n, project.id, { createdAt, updatedAt: createdAt }))
      }
    })
  }
  function pages(store: Store, project: Project, limit: number, between = (): void => undefined): string[] {
    const ids: string[] = []
    let before: string | undefined
    do {
      const page = store.sessions.list(project.id, { limit, before })
      ids.push(...page.sessions.map(({ id }) => id))
      before = page.before ?? undefined
      between()
    } while (before !== undefined)
    return ids
  }
  const newestFirst = (count: number): string[] =>
    Array.from({ length: count }, (_, n) => sessionId(count - 1 - n))

  test.each([1, 2, 3, 7, 19, 20, 21])('%i a page shows every session once, newest first', (limit) => {
    const { store, project } = withProject()
    const other = store.projects.upsert({ path: '/q', name: 'q' }).project
    fill(store, project, 20)
    store.sessions.insert(newSession(99, other.id))
    expect(pages(store, project, limit)).toEqual(newestFirst(20))
  })

  test('two thousand sessions are listed whole', () => {
    const { store, project } = withProject()
    fill(store, project, 2_000)
    expect(pages(store, project, 200)).toEqual(newestFirst(2_000))
  })

  test('what comes, goes and moves meanwhile neither hides nor repeats the rest', () => {
    const { store, project, clock } = withProject()
    fill(store, project, 12)
    clock.turnTo(at(100))
    let step = 0
    const ids = pages(store, project, 3, () => {
      step += 1
      store.sessions.insert(newSession(50 + step, project.id))
      if (step === 1) store.sessions.change(sessionId(9), { archived: true })
      if (step === 2) store.sessions.remove(sessionId(6))
    })
    expect(ids).toEqual(newestFirst(12))
  })

  test.each(['', 'x', '!!', 'bnVsbA', Buffer.from('[1,2]').toString('base64url')])(
    'a cursor that is not ours (%j) is refused',
    (before) => {
      const { store, project } = withProject()
      expect(() => store.sessions.list(project.id, { limit: 5, before })).toThrow(
        expect.objectContaining({ status: 400, code: 'bad_cursor' })
      )
    }
  )

  test('a row that does not fit is logged and left out, and the page after it is found', () => {
    const { store, project, file, logged } = withProject()
    fill(store, project, 5)
    vandalise(file, `UPDATE sessions SET created_at = 'yesterday' WHERE id = '${sessionId(3)}'`)
    const first = store.sessions.list(project.id, { limit: 2 })
    expect(first.sessions.map(({ id }) => id)).toEqual([sessionId(4)])
    expect(first.before).toBe(writeCursor({ updatedAt: at(1), id: sessionId(3) }))
    expect(pages(store, project, 2)).toEqual([4, 2, 1, 0].map(sessionId))
    expect(store.sessions.byId(sessionId(3))).toBeNull()
    expect(logged[0]).toEqual([
      { table: 'sessions', id: sessionId(3), issues: expect.stringContaining('createdAt') },
      'a row was left out'
    ])
  })
})

describe('rules', () => {
  test('are kept in order, each once, with and without a pattern', () => {
    const { store, project } = withProject()
    const any = { toolName: 'Bash', pattern: null }
    const exact = { toolName: 'Bash', pattern: 'npm test' }
    const blank = { toolName: 'Bash', pattern: '' }
    store.rules.add(project.id, [exact, any])
    store.rules.add(project.id, [any, exact, blank, exact])
    expect(store.rules.list(project.id)).toEqual([exact, any, blank])
    expect([store.rules.remove(project.id, any), store.rules.remove(project.id, any)]).toEqual([true, false])
    expect(store.rules.list(project.id)).toEqual([exact, blank])
    expect(store.rules.list(nowhere)).toEqual([])
  })
})

describe('settings', () => {
  test('are as the defaults until they are chosen, one by one', () => {
    const { store, file } = testStore()
    expect(store.settings.get()).toEqual(defaultSettings)
    const dark = { ...defaultSettings, theme: 'dark' as const }
    expect(store.settings.set({ theme: 'dark' })).toEqual(dark)
    const chosen = { ...dark, defaultAgent: 'guide' as const, defaultPermissionMode: 'plan' as const }
    expect(store.settings.set({ defaultAgent: 'guide', defaultPermissionMode: 'plan' })).toEqual(chosen)
    expect(store.settings.set({})).toEqual(chosen)
    store.close()
    expect(testStore(file).store.settings.get()).toEqual(chosen)
  })

  test('what cannot be read falls back alone, and what another version keeps is left alone', () => {
    const { store, file, logged } = testStore()
    store.settings.set({ defaultPermissionMode: 'plan' })
    vandalise(
      file,
      `INSERT INTO settings VALUES ('theme', '"neon"'), ('defaultAgent', '{'), ('fromTheFuture', '1')`
    )
    expect(store.settings.get()).toEqual({ ...defaultSettings, defaultPermissionMode: 'plan' })
    expect(logged).toHaveLength(2)
    store.settings.set({ theme: 'light' })
    expect(store.settings.get().theme).toBe('light')
  })
})
