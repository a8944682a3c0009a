/** Opens the store even when its file is damaged, and tells what was lost of it: called once, when the server starts. */
import { existsSync, readdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { codeOf } from '../../shared/errors.ts'
import { Refusal } from '../refusal.ts'
import { systemClock } from '../clock.ts'
import { silentLog } from '../log.ts'
import { unusedName } from '../machine/ownFiles.ts'
import { guarded } from './databaseRefusal.ts'
import { countOpening, rememberedTimes, timesIn } from './generation.ts'
import { openStore } from './store.ts'
import type { Store, StoreOptions } from './store.ts'
import { isLogDamaged } from './walTrouble.ts'

/** What is not there any more of a database there was. */
export const Loss = z.discriminatedUnion('kind', [
  /** It was set aside under that name. */
  z.object({ kind: z.literal('damaged'), movedTo: z.string() }),
  /** There was one before, and now there is none, or nothing in it. */
  z.object({ kind: z.literal('missing') }),
  /** It is there, without what was written to it last. */
  z.object({ kind: z.literal('older') })
])
export type Loss = Readonly<z.infer<typeof Loss>>

/** A store that works, whatever was found. */
export interface OpenedStore {
  readonly store: Store
  /** Where the damaged database is now. */
  readonly setAside: string | null
  /** Null when all is there; else the caller rebuilds from the transcripts and tells the person. */
  readonly loss: Loss | null
}

/** As of the store; `traces` tell a database that is gone from one that never was. */
export interface OpenOptions extends StoreOptions {
  /** Folders in which something lies only where there was a database. */
  readonly traces?: readonly string[]
}

interface Found {
  /** Of the database before it was opened; 0: there was none, or nothing in it. */
  readonly version: number
  readonly times: number
  /** As remembered beside it. */
  readonly timesBefore: number | null
  readonly isLogTorn: boolean
  readonly hasTraces: boolean
}

/** Refuses as `openStore` does, except that a damaged file is renamed and a new one begun. */
export function openOrSetAside(file: string, options: OpenOptions = {}): OpenedStore {
  const { log = silentLog, traces = [] } = options
  const beside = join(dirname(file), 'database.opened')
  const timesBefore = guarded(() => rememberedTimes(beside))
  const isLogTorn = guarded(() => isLogDamaged(`${file}-wal`))
  const hasTraces = timesBefore !== null || traces.some(holdsSomething)
  const { version, store, setAside } = openOrBegin(file, options)
  const times = timesIn(store)
  countOpening(store, beside, { log, before: Math.max(times, timesBefore ?? 0) })
  const loss: Loss | null =
    setAside === null
      ? lossOf({ version, times, timesBefore, isLogTorn, hasTraces })
      : { kind: 'damaged', movedTo: setAside }
  return { store, setAside, loss }
}

function lossOf({ version, times, timesBefore, isLogTorn, hasTraces }: Found): Loss | null {
  if (version === 0) return hasTraces ? { kind: 'missing' } : null
  return isLogTorn || times < (timesBefore ?? 0) ? { kind: 'older' } : null
}

function openOrBegin(
  file: string,
  options: StoreOptions
): { version: number; store: Store; setAside: string | null } {
  let version = 0
  const open = (): Store => openStore(file, { ...options, onOpened: (found) => void (version = found) })
  try {
    const store = open()
    return { version, store, setAside: null }
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || thrown.code !== 'database_corrupt') throw thrown
    const setAside = unusedName(`${file}.corrupt-${timestamp(options)}`)
    guarded(() => moveAside(file, setAside))
    return { version, store: open(), setAside }
  }
}

function holdsSomething(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false
    throw error
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
