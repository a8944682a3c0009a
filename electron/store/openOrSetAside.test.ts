import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openOrSetAside } from './openOrSetAside.ts'
import type { Loss } from './openOrSetAside.ts'
import type { Store } from './store.ts'
import { newSession, temporaryFolder } from '../../tests/support/store/testStore.ts'

const names = ['skein.db', 'skein.db-wal', 'skein.db-shm', 'database.opened']

function open(folder: string): { store: Store; loss: Loss | null } {
  const traces = [join(folder, 'transcripts')]
  const { store, loss } = openOrSetAside(join(folder, 'skein.db'), { traces })
  onTestFinished(() => store.close())
  return { store, loss }
}

/** What is found there is closed again. */
function lossIn(folder: string): Loss['kind'] | null {
  const { store, loss } = open(folder)
  store.close()
  return loss?.kind ?? null
}

function fill(store: Store): void {
  const { project } = store.projects.upsert({ path: '/p', name: 'p' })
  for (let n = 0; n < 20; n += 1) store.sessions.insert(newSession(n, project.id))
}

/** The files as a server leaves them that is killed in its second life. */
function killed(): string {
  const folder = temporaryFolder()
  lossIn(folder)
  const { store } = open(folder)
  fill(store)
  const left = temporaryFolder()
  for (const name of names) copyFileSync(join(folder, name), join(left, name))
  return left
}

test('a new folder has lost nothing, whether it is closed or killed', () => {
  const folder = temporaryFolder()
  expect([lossIn(folder), lossIn(folder), lossIn(killed())]).toEqual([null, null, null])
})

test.each<[Loss['kind'] | null, string, (folder: string) => void]>([
  ['missing', 'deleted', (folder) => rmSync(join(folder, 'skein.db'))],
  ['missing', 'emptied', (folder) => truncateSync(join(folder, 'skein.db'))],
  [
    'missing',
    'deleted with everything but our transcripts',
    (folder) => {
      for (const name of ['skein.db', 'database.opened']) rmSync(join(folder, name))
      mkdirSync(join(folder, 'transcripts'))
      writeFileSync(join(folder, 'transcripts', 'a.jsonl'), '')
    }
  ],
  [
    'missing',
    'put back by one without anything in it',
    (folder) => {
      rmSync(join(folder, 'skein.db'))
      new SQLite(join(folder, 'skein.db')).exec('VACUUM').close()
    }
  ],
  [
    null,
    'deleted with every trace of it',
    (folder) => {
      for (const name of ['skein.db', 'database.opened']) rmSync(join(folder, name))
    }
  ]
])('%s is what is told of a closed database that was %s', (kind, _how, lose) => {
  const folder = temporaryFolder()
  const { store } = open(folder)
  fill(store)
  store.close()
  lose(folder)
  expect(lossIn(folder)).toBe(kind)
  expect(lossIn(folder)).toBe(null) // Told once.
})

test.each<[Loss['kind'] | null, string, (folder: string) => void]>([
  ['older', 'whose log was deleted', (folder) => rmSync(join(folder, 'skein.db-wal'))],
  [
    'older',
    'whose log and index were deleted',
    (folder) => {
      for (const name of ['skein.db-wal', 'skein.db-shm']) rmSync(join(folder, name))
    }
  ],
  ['older', 'whose log was emptied', (folder) => truncateSync(join(folder, 'skein.db-wal'))],
  [
    'older',
    'whose log was overwritten',
    (folder) => writeFileSync(join(folder, 'skein.db-wal'), Buffer.alloc(50_000, 0xa5))
  ],
  [
    'older',
    'whose log was damaged in the middle',
    (folder) => {
      const log = readFileSync(join(folder, 'skein.db-wal'))
      writeFileSync(join(folder, 'skein.db-wal'), log.fill(0xa5, log.length / 2, log.length / 2 + 500))
    }
  ],
  ['damaged', 'that was emptied beside its log', (folder) => truncateSync(join(folder, 'skein.db'))],
  [
    null,
    'whose log another program has written into it',
    (folder) => {
      const other = new SQLite(join(folder, 'skein.db'))
      other.pragma('wal_checkpoint(TRUNCATE)')
      other.close()
    }
  ]
])('%s is what is told of the database of a killed server %s', (kind, _how, lose) => {
  const folder = killed()
  lose(folder)
  expect(lossIn(folder)).toBe(kind)
  expect(lossIn(folder)).toBe(null)
})

test('an older copy that was put back is an older database', () => {
  const folder = temporaryFolder()
  lossIn(folder)
  const copy = readFileSync(join(folder, 'skein.db'))
  const { store } = open(folder)
  fill(store)
  store.close()
  writeFileSync(join(folder, 'skein.db'), copy)
  expect(lossIn(folder)).toBe('older')
})

test('an older copy is known for one also when it is put back after its database was missed', () => {
  const folder = temporaryFolder()
  expect([lossIn(folder), lossIn(folder)]).toEqual([null, null])
  const copy = readFileSync(join(folder, 'skein.db'))
  rmSync(join(folder, 'skein.db'))
  expect(lossIn(folder)).toBe('missing')
  writeFileSync(join(folder, 'skein.db'), copy)
  expect(lossIn(folder)).toBe('older')
})

test('an emptied database is set aside with its log, which SQLite would throw away', () => {
  const folder = killed()
  truncateSync(join(folder, 'skein.db'))
  const { loss } = open(folder)
  expect(loss?.kind === 'damaged' && existsSync(`${loss.movedTo}-wal`)).toBe(true)
})

test.each([
  ['without one of its tables', 'DROP TABLE settings'],
  ['that says it is new, and is not', 'PRAGMA user_version = 0'],
  ['that says it is older than it is', 'PRAGMA user_version = 1'],
  ['with a table of somebody else', 'DROP TABLE app_state; CREATE TABLE app_state (mine TEXT)']
])('a database %s is set aside, not refused for ever', (_how, damage) => {
  const folder = temporaryFolder()
  fill(open(folder).store)
  const other = new SQLite(join(folder, 'skein.db'))
  other.exec(damage)
  other.close()
  expect(lossIn(folder)).toBe('damaged')
  expect(lossIn(folder)).toBe(null)
})

test('what was set aside is not overwritten, though the clock has not gone on, or was set back', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'skein.db')
  const now = new Date('2026-01-01T00:00:00Z')
  const clock = {
    now: () => now,
    setTimeout: () => ({ cancel: () => undefined, unref: () => expect.fail() })
  }
  const kept = ['one', 'two', 'three'].map((text) => {
    writeFileSync(file, text.repeat(100))
    const { store, setAside } = openOrSetAside(file, { clock })
    store.close()
    return readFileSync(setAside ?? '', 'utf8').slice(0, 3)
  })
  expect(kept).toEqual(['one', 'two', 'thr'])
  expect(readdirSync(folder).filter((name) => name.includes('corrupt'))).toHaveLength(3)
})
