/** For the tests beside this file: stores on real files, ids that count, a clock that is turned by hand. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { SessionId } from '../../../shared/ids.ts'
import type { ProjectId } from '../../../shared/ids.ts'
import type { Log } from '../../../electron/log.ts'
import { openStore } from '../../../electron/store/store.ts'
import type { Store, StoreOptions } from '../../../electron/store/store.ts'
import type { NewSession } from '../../../electron/store/storedSession.ts'
import { handClock } from '../handClock.ts'
import type { HandClock } from '../handClock.ts'

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skein-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** `uuid(7)` is the same id in every test. */
export function uuid(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
}

export const sessionId = (n: number): SessionId => SessionId.parse(uuid(n))

/** That second of 2026-01-01, at whose beginning the clock of a test stands. */
export const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString()

export interface TestStore {
  readonly file: string
  readonly clock: HandClock
  readonly store: Store
  readonly options: StoreOptions
  /** What was logged as an error: facts and message. */
  readonly logged: readonly unknown[]
}

export function testStore(file = join(temporaryFolder(), 'skein.db')): TestStore {
  const clock = handClock(Date.UTC(2026, 0, 1))
  const logged: unknown[] = []
  let ids = 0
  const log: Log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (facts, message) => logged.push([facts, message])
  }
  const options = { clock, log, newId: () => uuid(900 + ids++) }
  const store = openStore(file, options)
  onTestFinished(() => store.close())
  return { file, clock, store, options, logged }
}

export function newSession(n: number, projectId: ProjectId, extra: Partial<NewSession> = {}): NewSession {
  return { id: sessionId(n), projectId, agent: 'guide', permissionMode: 'default', model: null, ...extra }
}
