/**
 * One process at a time on one folder. Two servers on one data folder would write the same
 * transcripts and journals twice, so each composition root takes this lock before it opens anything.
 * A lock whose process is gone (a crash, a power cut) is taken over.
 */
import { randomUUID } from 'node:crypto'
import { lstatSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { codeOf } from '../../shared/errors.ts'
import { readOwn } from '../machine/ownFiles.ts'

/** What the lock file says. `startMark` tells two processes apart that had the same id. */
const Holder = z.object({
  pid: z.number().int().positive(),
  startedAt: z.iso.datetime(),
  startMark: z.string().nullable()
})
export type Holder = z.infer<typeof Holder>

export interface FolderLock {
  /** Path of the lock file. */
  readonly path: string
  release(): void
}

export type LockAttempt =
  | { readonly kind: 'taken'; readonly lock: FolderLock }
  /** `holder` is null while the other process has not yet written who it is. */
  | { readonly kind: 'held'; readonly path: string; readonly holder: Holder | null }

/** A lock file without readable content is taken for one that is just being written, for this long. */
const unwrittenGraceMs = 2_000

/**
 * Takes `<folder>/<name>.lock`; the folder must exist. Throws what the file system throws (no space,
 * no permission).
 */
export function takeFolderLock(folder: string, name = 'skein'): LockAttempt {
  const path = join(folder, `${name}.lock`)
  // Only a lost race leads to another round, so a few rounds are plenty.
  for (let round = 0; round < 5; round++) {
    if (createLock(path)) {
      removeAside(folder, `${name}.lock.`)
      return { kind: 'taken', lock: { path, release: () => release(path) } }
    }
    const found = readLock(path)
    if (found === null) continue
    if (isHeld(found)) return { kind: 'held', path, holder: found.holder }
    setAside(path, found.text)
  }
  return { kind: 'held', path, holder: null }
}

/** The sentence for the second who comes: who holds the folder and what can be done. */
export function describeHeld(folder: string, held: Extract<LockAttempt, { kind: 'held' }>): string {
  const who = held.holder === null ? 'Another process' : `Process ${held.holder.pid}`
  return `${who} already runs Skein on ${folder}. Use that one, stop it, or choose another folder with --data.`
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
  try {
    writeFileSync(path, JSON.stringify(holder), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** Null when the lock was released in the meantime. */
function readLock(path: string): FoundLock | null {
  try {
    const text = readOwn(path)
    if (text === null) return null
    const ageMs = Date.now() - lstatSync(path).mtimeMs
    return { text, holder: parseHolder(text), ageMs }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

function parseHolder(text: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(text))
  } catch {
    return null // half written or damaged: `isHeld` decides by its age
  }
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

/** Those of whoever died while they took a lock over; one that lives is put back by whoever moved it. */
function removeAside(folder: string, beginning: string): void {
  for (const name of readdirSync(folder).filter((one) => one.startsWith(beginning))) {
    const aside = join(folder, name)
    try {
      const found = readLock(aside)
      if (found !== null && !isHeld(found)) rmSync(aside, { force: true })
    } catch (error) {
      if (codeOf(error) === null) throw error // The disk's word: it stays until the next start.
    }
  }
}

function release(path: string): void {
  const found = readLock(path)
  if (found?.holder?.pid === process.pid) rmSync(path, { force: true })
}
