/**
 * How often the database has been opened, kept in it and beside it (`database.opened`): one that knows of fewer times than
 * the file beside it is an older state of itself, however it came to that: its write-ahead log was lost, or somebody put a
 * copy back. Called by `openOrSetAside.ts`.
 */
import { messageOf } from '../../shared/errors.ts'
import type { Log } from '../log.ts'
import { readOwn, writeOwn } from '../machine/ownFiles.ts'
import type { Store } from './store.ts'

const key = 'opened'

/** As the file beside the database says; null when nobody remembers one. */
export function rememberedTimes(file: string): number | null {
  const text = readOwn(file)
  return text === null ? null : countOf(Number(text))
}

/** As the database says. */
export function timesIn(store: Store): number {
  return countOf(store.appState.get(key))
}

/**
 * One more, in the database first: what is beside it may only fall behind. What cannot be written now (another program
 * writes, the disk is full) is no reason not to open it.
 */
export function countOpening(
  store: Store,
  file: string,
  { log, before }: { log: Log; before: number }
): void {
  try {
    store.appState.set(key, before + 1)
    writeOwn(file, String(before + 1))
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'that the database was opened could not be noted')
  }
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0
}
