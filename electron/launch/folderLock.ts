/**
 * One process at a time on one folder. Two servers on one data folder would write the same
 * transcripts and journals twice, so each composition root takes this lock before it opens anything.
 * A lock whose process is gone (a crash, a power cut) is taken over, whatever it was doing with the lock when it went.
 */
import { randomUUID } from 'node:crypto'
import { closeSync, lstatSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { uptime } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { codeOf } from '../../shared/errors.ts'
import { parseJson } from '../../shared/parseJson.ts'
import { openOwn } from '../machine/ownFiles.ts'
import { launchWords } from './launchWords.ts'
import { createWhole, draftsOf } from './lockDraft.ts'

/** What the lock file says. `startMark` tells two processes apart that had the same id. */
const Holder = z.object({
  pid: z.number().int().positive(),
  startedAt: z.iso.datetime(),
  startMark: z.string().nullable()
})
type Holder = z.infer<typeof Holder>

export interface FolderLock {
  /** Path of the lock file. */
  readonly path: string
  release(): void
}

export type LockAttempt =
  | { readonly kind: 'taken'; readonly lock: FolderLock }
  /** `holder` is null while the other process has not yet written who it is. */
  | { readonly kind: 'held'; readonly path: string; readonly holder: Holder | null }

/**
 * A lock file without readable content is taken for one that is just being written, for this long: by an older Skein, or
 * on a disk that knows no second names. Whoever finds it waits as long.
 */
const unwrittenGraceMs = 2_000
const pauseMs = 50
/** Rounds that are lost to somebody else, beside those that are waited. */
const mostRounds = 5 + unwrittenGraceMs / pauseMs

/**
 * Takes `<folder>/<name>.lock`; the folder must exist. Throws what the file system throws (no space,
 * no permission).
 */
export function takeFolderLock(folder: string, name = 'skein'): LockAttempt {
  const path = join(folder, `${name}.lock`)
  // Only a lost race leads to another round, or a lock that is being written.
  for (let round = 0; round < mostRounds; round++) {
    if (createLock(path)) {
      removeBesides(path)
      return { kind: 'taken', lock: { path, release: () => release(path) } }
    }
    const found = readLock(path)
    if (found === null) continue
    if (found.holder === null && isHeld(found)) {
      pause()
      continue
    }
    if (isHeld(found)) return { kind: 'held', path, holder: found.holder }
    setAside(path, found.text)
  }
  return { kind: 'held', path, holder: null }
}

/** The sentence for the second who comes: who holds the folder and what can be done. */
export function describeHeld(folder: string, held: Extract<LockAttempt, { kind: 'held' }>): string {
  return launchWords().held(folder, held.holder?.pid ?? null)
}

interface FoundLock {
  readonly text: string
  readonly holder: Holder | null
  readonly ageMs: number
}

function createLock(path: string): boolean {
  const holder: Holder = {
    pid: process.pid,
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    startMark: startMarkOf(process.pid)
  }
  return createWhole(path, JSON.stringify(holder))
}

/** Nothing else is to be done before the lock is taken. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs)
}

/** Null when the lock was released in the meantime. */
function readLock(path: string): FoundLock | null {
  try {
    const text = readText(path)
    const ageMs = Date.now() - lstatSync(path).mtimeMs
    return { text, holder: parseHolder(text), ageMs }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

/** Whoever is just taking it has given it a second name for a moment. */
function readText(path: string): string {
  const descriptor = openOwn(path, 'read', { names: 'any' })
  try {
    return readFileSync(descriptor, 'utf8')
  } finally {
    closeSync(descriptor)
  }
}

/** Null for one that is half written or damaged: `isHeld` decides by its age. */
function parseHolder(text: string): Holder | null {
  return Holder.safeParse(parseJson(text)).data ?? null
}

function isHeld({ holder, ageMs }: FoundLock): boolean {
  if (holder === null) return ageMs < unwrittenGraceMs
  if (!isAlive(holder.pid)) return false
  if (holder.startMark !== null) return startMarkOf(holder.pid) === holder.startMark
  // Without a mark, at least no process survives a restart of the machine.
  const machineStartedAt = Date.now() - uptime() * 1000
  return Date.parse(holder.startedAt) > machineStartedAt
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM' // it lives and belongs to someone else
  }
}

/**
 * When a process started, in the kernel's own count since boot, with the boot's id: the same number
 * never comes twice for one process id. Null where there is no /proc.
 */
function startMarkOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // Field 22; the second field is the program's name in brackets and may hold spaces.
    const startTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return startTicks === undefined ? null : `${boot}:${startTicks}`
  } catch {
    return null // not Linux, or the process has just ended
  }
}

/**
 * Moves a dead process's lock away. Renaming shows which file was really moved: if another process
 * was quicker and it is that one's fresh lock, it is put back.
 */
function setAside(path: string, judged: string): void {
  const aside = `${path}.${randomUUID()}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  const moved = readFileSync(aside, 'utf8')
  if (moved === judged) rmSync(aside)
  else renameSync(aside, path)
}

/**
 * Those of whoever died while they took a lock, or took one over; one that lives is put back, or finished, by whoever
 * made it. Half a draft is nobody's: whoever still writes it makes another.
 */
function removeBesides(path: string): void {
  const drafts = draftsOf(path)
  const beginning = `${basename(path)}.`
  for (const name of readdirSync(dirname(path)).filter((one) => one.startsWith(beginning))) {
    const beside = join(dirname(path), name)
    try {
      const found = readLock(beside)
      const isHalf = found?.holder === null && drafts.includes(beside)
      if (found !== null && (isHalf || !isHeld(found))) rmSync(beside, { force: true })
    } catch (error) {
      if (codeOf(error) === null) throw error // The disk's word: it stays until the next start.
    }
  }
}

function release(path: string): void {
  const found = readLock(path)
  if (found?.holder?.pid === process.pid) rmSync(path, { force: true })
}
