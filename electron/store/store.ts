/**
 * The database: projects, session metadata, rules and settings. Transcripts are not in it; it can be
 * rebuilt from them. One per process, opened and closed by the composition of `session/catalog/catalog.ts`.
 * Everything is synchronous: a statement costs some 20 µs.
 */
import { randomUUID } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { codeOf, messageOf } from '../../shared/errors.ts'
import { systemClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { silentLog } from '../log.ts'
import type { Log } from '../log.ts'
import { appStateRows } from './appStateRows.ts'
import type { AppStateRows } from './appStateRows.ts'
import type { StoreContext } from './context.ts'
import { databaseRefusal, guarded } from './databaseRefusal.ts'
import { draftRows } from './draftRows.ts'
import type { DraftRows } from './draftRows.ts'
import { foundRows } from './foundRows.ts'
import type { FoundRows } from './foundRows.ts'
import { migrations } from './migrations.ts'
import { openDatabase } from './openDatabase.ts'
import { projectRows } from './projectRows.ts'
import type { ProjectRows } from './projectRows.ts'
import { ruleRows } from './ruleRows.ts'
import type { RuleRows } from './ruleRows.ts'
import { sessionRows } from './sessionRows.ts'
import type { SessionRows } from './sessionRows.ts'
import { settingRows } from './settingRows.ts'
import type { SettingRows } from './settingRows.ts'

/** What tests give of their own; each absent one has a default that needs nobody. */
export interface StoreOptions {
  readonly clock?: Clock
  /** Told of rows that cannot be read. */
  readonly log?: Log
  readonly newId?: () => string
  /** Told, once it is open, which version the database was found in; 0: there was none, or nothing in it. */
  readonly onOpened?: (versionBefore: number) => void
}

/** The rows by what they are of; trouble with the file leaves each call as a `Refusal`. */
export class Store {
  readonly projects: ProjectRows
  readonly sessions: SessionRows
  readonly found: FoundRows
  readonly rules: RuleRows
  readonly settings: SettingRows
  readonly drafts: DraftRows
  readonly appState: AppStateRows
  readonly #database: Database

  /** Takes an open, migrated database and owns it from here on. Use `openStore`. */
  constructor(database: Database, context: StoreContext) {
    this.#database = database
    this.projects = projectRows(database, context)
    this.sessions = sessionRows(database, context)
    this.found = foundRows(database, context)
    this.rules = ruleRows(database, context)
    this.settings = settingRows(database, context)
    this.drafts = draftRows(database, context)
    this.appState = appStateRows(database, context)
  }

  /** Many changes at the price of one, all or none; `work` must not wait for anything. May be nested. */
  transaction<T>(work: () => T): T {
    return guarded(() => this.#database.transaction(work).immediate())
  }

  /** All of it as a file of its own, which must not be there. */
  copyTo(file: string): void {
    guarded(() => this.#database.prepare('VACUUM INTO ?').run(file))
  }

  /** Folds the write-ahead log into the file. Idempotent; nothing may be asked afterwards. */
  close(): void {
    this.#database.close()
  }
}

/**
 * Opens the store, making folder, file and tables where they are missing.
 * Refuses with `database_newer` (nothing was changed), `database_locked`, `database_corrupt`,
 * `database_not_writable`, `database_unreachable` or `disk_full`.
 */
export function openStore(file: string, options: StoreOptions = {}): Store {
  const { clock = systemClock, log = silentLog, newId = randomUUID, onOpened } = options
  return asDamaged(() => {
    const database = openDatabase(file, migrations, onOpened)
    try {
      return new Store(database, { clock, log, newId, guarded })
    } catch (thrown) {
      database.close()
      throw thrown
    }
  })
}

/**
 * Tables that are not those its version says (a program that meant well, a copy put together by hand): SQLite finds no
 * fault in the file, and every question would fail.
 */
function asDamaged<T>(open: () => T): T {
  try {
    return open()
  } catch (thrown) {
    if (codeOf(thrown) !== 'SQLITE_ERROR') throw thrown
    throw databaseRefusal(
      Object.assign(new Error(messageOf(thrown), { cause: thrown }), { code: 'SQLITE_CORRUPT' })
    )
  }
}
