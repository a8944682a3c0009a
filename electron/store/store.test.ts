import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import SQLite from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ProjectId, SessionId } from '../../shared/ids.ts'
import { emptyMetadata } from '../../shared/session.ts'
import { Refusal } from '../refusal.ts'
import { databaseRefusal, guarded } from './databaseRefusal.ts'
import { migrations } from './migrations.ts'
import { openDatabase } from './openDatabase.ts'
import { openOrSetAside } from './openOrSetAside.ts'
import { openStore } from './store.ts'
import { newSession, temporaryFolder, testStore, uuid } from '../../tests/support/store/testStore.ts'

/** The refusal's status and code; whatever else was thrown fails the test. */
function refusalOf(work: () => unknown): string {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof Refusal) return `${thrown.status} ${thrown.code}`
    throw thrown
  }
  return 'nothing was refused'
}

/** Another program with the same file. */
function neighbour(file: string): SQLite.Database {
  const database = new SQLite(file)
  onTestFinished(() => {
    database.close()
  })
  return database
}

function bytesOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'base64')])
  )
}

function shapeOf(file: string): unknown {
  const database = new SQLite(file, { readonly: true })
  try {
    return database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all()
  } finally {
    database.close()
  }
}

describe('opening', () => {
  test('makes what is missing, for its owner alone where the system knows such a thing', () => {
    const file = join(temporaryFolder(), 'a', 'b', 'skein.db')
    const { store } = testStore(file)
    expect(store.projects.list()).toEqual([])
    if (process.platform === 'win32') return
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(statSync(`${file}-wal`).mode & 0o077).toBe(0)
    expect(statSync(dirname(file)).mode & 0o077).toBe(0)
  })

  test('what was written is there after it was closed and opened again', () => {
    const { file, store } = testStore()
    const { project } = store.projects.upsert({ path: '/p', name: 'p' })
    store.sessions.insert(newSession(1, project.id))
    const before = store.sessions.list(project.id, { limit: 10 })
    store.close()
    store.close()
    expect(readdirSync(dirname(file))).toEqual(['skein.db'])
    const again = testStore(file).store
    expect([again.projects.list(), again.sessions.list(project.id, { limit: 10 })]).toEqual([
      [project],
      before
    ])
  })

  test.each(migrations.map((_, version) => version))(
    'from version %i it comes to the newest shape',
    (version) => {
      const file = join(temporaryFolder(), 'skein.db')
      openDatabase(file, migrations.slice(0, version)).close()
      openStore(file).close()
      const fresh = join(temporaryFolder(), 'skein.db')
      openStore(fresh).close()
      expect(shapeOf(file)).toEqual(shapeOf(fresh))
    }
  )

  test('who trusted a folder before has answered; who did not is asked', () => {
    const file = join(temporaryFolder(), 'skein.db')
    const older = openDatabase(file, migrations.slice(0, 4))
    const insert = older.prepare('INSERT INTO projects VALUES (?, ?, ?, ?, ?, ?)')
    for (const trusted of [0, 1]) {
      const time = '2026-01-01T00:00:00.000Z'
      insert.run(`00000000-0000-4000-8000-00000000000${trusted}`, `/${trusted}`, 'p', trusted, time, time)
    }
    older.close()
    const { store } = testStore(file)
    expect(store.projects.list().map(({ trusted, trustAnswered }) => [trusted, trustAnswered])).toEqual([
      [false, false],
      [true, true]
    ])
  })

  test('a session of before worked in its project’s folder', () => {
    const file = join(temporaryFolder(), 'skein.db')
    const older = openDatabase(file, migrations.slice(0, 6))
    const time = '2026-01-01T00:00:00.000Z'
    const [project, session] = [
      '00000000-0000-4000-8000-000000000001',
      '00000000-0000-4000-8000-000000000002'
    ]
    older
      .prepare('INSERT INTO projects VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(project, '/p', 'p', 0, time, time, 0)
    older
      .prepare(
        `INSERT INTO sessions (id, project_id, agent, permission_mode, created_at, updated_at)
         VALUES (?, ?, 'guide', 'default', ?, ?)`
      )
      .run(session, project, time, time)
    older.close()
    const { store } = testStore(file)
    expect(store.sessions.byId(SessionId.parse(session))?.cwd).toBe('/p')
  })

  describe('what was counted of a session', () => {
    const time = '2026-01-01T00:00:00.000Z'
    const [project, session] = [uuid(1), SessionId.parse(uuid(2))]

    /** A database of the version before, with one session in it. */
    function counted(): string {
      const file = join(temporaryFolder(), 'skein.db')
      const older = openDatabase(file, migrations.slice(0, 8))
      older
        .prepare('INSERT INTO projects VALUES (?, ?, ?, ?, ?, ?, ?)')
        .run(project, '/p', 'p', 0, time, time, 0)
      older
        .prepare(
          `INSERT INTO sessions (id, project_id, agent, permission_mode, created_at, updated_at,
             total_tokens, message_count, last_message_at, first_message_preview, checkpoint)
           VALUES (?, ?, 'guide', 'default', ?, ?, 70, 4, ?, 'a “word”', '{}')`
        )
        .run(session, project, time, time, time)
      older.close()
      return file
    }
    const writeIn = (file: string, metadata: string): void => {
      const database = openDatabase(file, migrations)
      database.prepare('UPDATE sessions SET metadata = ?').run(metadata)
      database.close()
    }

    test('by a version before is there as one value', () => {
      const { store } = testStore(counted())
      expect(store.sessions.byId(session)).toMatchObject({
        metadata: { totalTokens: 70, messageCount: 4, lastMessageAt: time, firstMessagePreview: 'a “word”' },
        checkpoint: '{}'
      })
      expect(store.sessions.listEmpty()).toEqual([])
    })

    test('by a version that did not count all of it lacks what a new session lacks', () => {
      const file = counted()
      writeIn(file, '{"messageCount":4,"somethingLater":1}')
      const { store } = testStore(file)
      expect(store.sessions.byId(session)).toMatchObject({
        metadata: { ...emptyMetadata, messageCount: 4 },
        checkpoint: '{}'
      })
    })

    test.each(['{"messageCount":', '[]', '7', '{"messageCount":-1}', ''])(
      'and cannot be read (%j) is counted anew, and hides no session',
      (metadata) => {
        const file = counted()
        writeIn(file, metadata)
        const { store } = testStore(file)
        const projectId = ProjectId.parse(project)
        const [row] = store.sessions.list(projectId, { limit: 5 }).sessions
        expect(row).toMatchObject({ id: session, metadata: emptyMetadata })
        expect(store.sessions.listWords({ limit: 5 }).sessions).toHaveLength(1)
        expect(row?.checkpoint).toBeNull()
      }
    )
  })

  test('the program of Claude Code that was chosen stands among what was chosen for it, and sessions have no effort', () => {
    const chosen = (value: string) => {
      const file = join(temporaryFolder(), 'skein.db')
      const older = openDatabase(file, migrations.slice(0, 7))
      older.prepare("INSERT INTO settings VALUES ('claudePath', ?)").run(value)
      older.close()
      const { store } = testStore(file)
      return store.settings.get().agents
    }
    expect(chosen('"/opt/my claude"')).toEqual({ claude: { program: '/opt/my claude' } })
    expect(['null', '7', '{', ''].map(chosen)).toEqual([{}, {}, {}, {}])
  })

  test('a mode, a model and an effort nobody here knows come back as they were', () => {
    const { store } = testStore()
    const { project } = store.projects.upsert({ path: '/p', name: 'p' })
    const unknown = { permissionMode: 'ponder', model: 'sage-9', effort: 'utmost', agent: 'codex' }
    const { session } = store.sessions.insert(newSession(1, project.id, unknown))
    expect(store.sessions.byId(session.id)).toMatchObject(unknown)
    expect(store.sessions.change(session.id, { effort: null })).not.toHaveProperty('effort')
  })

  test('a step that fails leaves the database as the step before left it', () => {
    const file = join(temporaryFolder(), 'skein.db')
    const good = ['CREATE TABLE a (x)', 'CREATE TABLE b (x)']
    const bad = 'CREATE TABLE c (x); INSERT INTO nowhere VALUES (1)'
    expect(() => openDatabase(file, [...good, bad])).toThrow('no such table: nowhere')
    const database = openDatabase(file, good)
    expect(database.pragma('user_version', { simple: true })).toBe(2)
    expect(database.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['a', 'b'])
    database.close()
    openDatabase(file, [...good, 'CREATE TABLE c (x)']).close()
    expect(shapeOf(file)).toHaveLength(3)
  })

  test('a step may rebuild a table others point to', () => {
    const file = join(temporaryFolder(), 'skein.db')
    const first = `CREATE TABLE a (id INTEGER PRIMARY KEY);
      CREATE TABLE b (a INTEGER REFERENCES a (id) ON DELETE CASCADE); INSERT INTO a VALUES (1); INSERT INTO b VALUES (1)`
    openDatabase(file, [first]).close()
    const database = openDatabase(file, [
      first,
      'CREATE TABLE a2 (id INTEGER PRIMARY KEY, x); INSERT INTO a2 (id) SELECT id FROM a; DROP TABLE a; ALTER TABLE a2 RENAME TO a'
    ])
    expect(database.prepare('SELECT a FROM b').pluck().all()).toEqual([1])
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1)
    database.close()
  })

  test('a database of a newer version is refused and not touched', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'skein.db')
    openDatabase(file, [...migrations, 'CREATE TABLE later (x)']).close()
    const before = bytesOf(folder)
    expect(refusalOf(() => openStore(file))).toBe('503 database_newer')
    expect(refusalOf(() => openOrSetAside(file))).toBe('503 database_newer')
    expect(bytesOf(folder)).toEqual(before)
  })

  test('a newer version that stands in the write-ahead log alone is seen and not touched', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'skein.db')
    openStore(file).close()
    const other = neighbour(file)
    other.pragma('wal_autocheckpoint = 0')
    other.pragma(`user_version = ${migrations.length + 1}`)
    const { 'skein.db': main, 'skein.db-wal': wal } = bytesOf(folder)
    expect(refusalOf(() => openStore(file))).toBe('503 database_newer')
    expect(bytesOf(folder)).toMatchObject({ 'skein.db': main, 'skein.db-wal': wal })
  })

  test('a database another program keeps to itself is refused with what to do', () => {
    const { file, store } = testStore()
    store.close()
    const other = neighbour(file)
    other.pragma('locking_mode = EXCLUSIVE')
    other.exec('BEGIN EXCLUSIVE')
    expect(refusalOf(() => openStore(file))).toBe('503 database_locked')
    expect(refusalOf(() => openOrSetAside(file))).toBe('503 database_locked')
    other.exec('COMMIT')
    other.close()
    openStore(file).close()
  })

  test('while another program writes, reading goes on and writing is refused', () => {
    const { file, store } = testStore()
    const { project } = store.projects.upsert({ path: '/p', name: 'p' })
    const other = neighbour(file)
    other.exec('BEGIN IMMEDIATE')
    expect(store.projects.list()).toEqual([project])
    expect(refusalOf(() => store.projects.upsert({ path: '/q', name: 'q' }))).toBe('503 database_locked')
    expect(refusalOf(() => store.transaction(() => undefined))).toBe('503 database_locked')
    other.exec('ROLLBACK')
    expect(store.projects.upsert({ path: '/q', name: 'q' }).created).toBe(true)
  })

  test('a folder where a file is, and a file where a folder is, are refused', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), 'x')
    expect(refusalOf(() => openStore(join(folder, 'file', 'skein.db')))).toBe('503 database_not_writable')
    expect(refusalOf(() => openStore(folder))).toBe('503 database_not_writable')
  })
})

describe('a damaged database', () => {
  /** Enough rows that a torn page is not an empty one. */
  function filledFile(): string {
    const { file, store } = testStore()
    const { project } = store.projects.upsert({ path: '/p', name: 'p' })
    for (let n = 0; n < 300; n++) store.sessions.insert(newSession(n, project.id))
    store.close()
    return file
  }

  test.each<[string, (file: string) => void]>([
    ['text', (file) => writeFileSync(file, 'this was a database once, and it is one no longer '.repeat(20))],
    ['a few bytes', (file) => writeFileSync(file, 'SQLite')],
    ['cut in half', (file) => writeFileSync(file, readFileSync(file).subarray(0, statSync(file).size / 2))],
    [
      'overwritten in the middle',
      (file) =>
        writeFileSync(file, readFileSync(file).fill(0xa5, statSync(file).size / 4, statSync(file).size / 2))
    ],
    ['no schema', (file) => writeFileSync(file, readFileSync(file).fill(0xff, 100, 4096))]
  ])('%s: it is set aside, whole, and a new one is begun', (_, damage) => {
    const file = filledFile()
    damage(file)
    const damaged = readFileSync(file, 'base64')
    writeFileSync(`${file}-shm`, 'left over')
    expect(refusalOf(() => openStore(file))).toBe('503 database_corrupt')

    const { options } = testStore()
    const { store, setAside } = openOrSetAside(file, options)
    onTestFinished(() => store.close())
    expect(setAside).toBe(`${file}.corrupt-2026-01-01T00-00-00-000Z`)
    expect(readFileSync(`${file}.corrupt-2026-01-01T00-00-00-000Z`, 'base64')).toBe(damaged)
    expect(store.projects.list()).toEqual([])
    expect(store.projects.upsert({ path: '/p', name: 'p' }).created).toBe(true)
  })

  test('a sound database is not set aside', () => {
    const file = filledFile()
    const { store, setAside } = openOrSetAside(file)
    onTestFinished(() => store.close())
    expect([setAside, store.projects.list().length]).toEqual([null, 1])
  })

  test('an empty file is a new database', () => {
    const file = join(temporaryFolder(), 'skein.db')
    writeFileSync(file, '')
    const { store, setAside } = openOrSetAside(file)
    onTestFinished(() => store.close())
    expect([setAside, store.projects.list()]).toEqual([null, []])
  })
})

describe('trouble with the file', () => {
  test('a full disk is a refusal, and what stood before is still there', () => {
    const database = neighbour(join(temporaryFolder(), 'full.db'))
    database.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)')
    database.pragma('max_page_count = 3')
    const insert = database.prepare('INSERT INTO t VALUES (zeroblob(100000))')
    expect(refusalOf(() => guarded(() => insert.run()))).toBe('507 disk_full')
    expect(database.prepare('SELECT x FROM t').pluck().all()).toEqual([1])
  })

  test('a database that may only be read refuses to be written', () => {
    const { file, store } = testStore()
    store.close()
    const database = new SQLite(file, { readonly: true })
    onTestFinished(() => {
      database.close()
    })
    const write = database.prepare(`INSERT INTO settings VALUES ('a', '1')`)
    expect(refusalOf(() => guarded(() => write.run()))).toBe('503 database_not_writable')
  })

  test.each([
    ['SQLITE_IOERR_FSYNC', 'database_unreachable'],
    ['SQLITE_BUSY_SNAPSHOT', 'database_locked'],
    ['SQLITE_CORRUPT_INDEX', 'database_corrupt'],
    ['SQLITE_READONLY_DBMOVED', 'database_not_writable'],
    ['ENOSPC', 'disk_full'],
    ['EROFS', 'database_not_writable'],
    ['SQLITE_CONSTRAINT_UNIQUE', null],
    ['ERR_INVALID_ARG_TYPE', null]
  ])('%s leaves as %s', (code, name) => {
    expect(databaseRefusal(Object.assign(new Error('x'), { code }))?.code ?? null).toBe(name)
  })

  test('a bug is not dressed up as a refusal', () => {
    const { store } = testStore()
    store.close()
    expect(() => store.projects.list()).toThrow(TypeError)
  })
})

describe('a transaction', () => {
  test('is all or nothing, with changes inside changes', () => {
    const { store } = testStore()
    const { project } = store.projects.upsert({ path: '/p', name: 'p' })
    expect(() =>
      store.transaction(() => {
        store.sessions.insert(newSession(1, project.id))
        store.rules.add(project.id, [{ toolName: 'Bash', pattern: 'ls' }])
        throw new Error('stop')
      })
    ).toThrow('stop')
    expect([store.sessions.list(project.id, { limit: 5 }).sessions, store.rules.list(project.id)]).toEqual([
      [],
      []
    ])
    const count = store.transaction(() => {
      store.sessions.insert(newSession(1, project.id))
      store.sessions.change(newSession(1, project.id).id, { title: 'One' })
      return store.sessions.list(project.id, { limit: 5 }).sessions.length
    })
    expect(count).toBe(1)
  })
})
