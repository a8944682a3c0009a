/**
 * Reads the beginning of a file somebody else put there, within bounds of size and time. Used for what a
 * folder says about itself (its ignore rules, its `.git` file) by `files/` and `git/`, and for small files of agents.
 */
import { setTimeout as after } from 'node:timers/promises'
import { codeOf } from '../../shared/errors.ts'
import { openRegularFile } from './openForeignFile.ts'
import type { HowToOpen, OpenedFile } from './openForeignFile.ts'

/** Milliseconds after which a file on a dead drive counts as one that cannot be read. */
const LIMIT_MS = 2_000

export type ForeignFile =
  | { readonly kind: 'bytes'; readonly bytes: Buffer; readonly isWhole: boolean }
  | { readonly kind: 'missing' }
  /** Not a regular file, not ours to read, or too slow. */
  | { readonly kind: 'unreadable' }

export interface ForeignFileWish extends HowToOpen {
  readonly mostBytes: number
  readonly limitMs?: number
}

/** At most `mostBytes` of it. Never rejects. */
export async function readForeignFile(file: string, wish: ForeignFileWish): Promise<ForeignFile> {
  const ending = new AbortController()
  const late = after(wish.limitMs ?? LIMIT_MS, { kind: 'unreadable' } as const, {
    signal: ending.signal,
    ref: false
  })
  // Ended below, as soon as the file was read.
  late.catch(() => undefined)
  try {
    return await Promise.race([readNow(file, wish), late])
  } finally {
    ending.abort()
  }
}

/** The same as text; null where there is none, or none that can be read. */
export async function readForeignText(file: string, wish: ForeignFileWish): Promise<string | null> {
  const found = await readForeignFile(file, wish)
  return found.kind === 'bytes' ? found.bytes.toString('utf8') : null
}

async function readNow(file: string, { mostBytes, followsLinks }: ForeignFileWish): Promise<ForeignFile> {
  try {
    const opened = await openRegularFile(file, { followsLinks })
    try {
      return { kind: 'bytes', ...(await beginningOf(opened, mostBytes)) }
    } finally {
      await opened.handle.close()
    }
  } catch (error) {
    return { kind: isAbsence(codeOf(error)) ? 'missing' : 'unreadable' }
  }
}

/**
 * As much as the file says it holds, and no more than `mostBytes`: what grows while it is read, or never ends,
 * is cut.
 */
export async function beginningOf(
  { handle, stats: { size } }: OpenedFile,
  mostBytes: number
): Promise<{ readonly bytes: Buffer; readonly isWhole: boolean }> {
  const buffer = Buffer.alloc(Math.min(size, mostBytes))
  let filled = 0
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, filled)
    if (bytesRead === 0) break // it shrank while it was read
    filled += bytesRead
  }
  return { bytes: buffer.subarray(0, filled), isWhole: size <= mostBytes }
}

function isAbsence(code: string | null): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR'
}
