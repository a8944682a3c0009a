/** Opens the store even when its file is damaged: called once, when the server starts. */
import { existsSync, renameSync } from 'node:fs'
import { Refusal } from '../../shared/errors.ts'
import { systemClock } from '../clock.ts'
import { guarded } from './databaseRefusal.ts'
import { openStore } from './store.ts'
import type { Store, StoreOptions } from './store.ts'

export interface OpenedStore {
  readonly store: Store
  /** Where the damaged database is now: the caller rebuilds from the transcripts and tells the person. */
  readonly setAside: string | null
}

/** Refuses as `openStore` does, except that a damaged file is renamed and a new one begun. */
export function openOrSetAside(file: string, options: StoreOptions = {}): OpenedStore {
  try {
    return { store: openStore(file, options), setAside: null }
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || thrown.code !== 'database_corrupt') throw thrown
    const setAside = `${file}.corrupt-${timestamp(options)}`
    guarded(() => moveAside(file, setAside))
    return { store: openStore(file, options), setAside }
  }
}

/** The companions first: a new database must never meet the old one's write-ahead log. */
function moveAside(file: string, target: string): void {
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${target}${suffix}`)
  }
}

/** For a file name on any system: no colons. */
function timestamp({ clock = systemClock }: StoreOptions): string {
  return clock.now().toISOString().replaceAll(/[:.]/g, '-')
}
