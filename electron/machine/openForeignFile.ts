/**
 * Opens a file somebody else put there: in a project's folder, beside a transcript, behind a link. Whatever
 * stands in its place (a pipe, a device, a folder), opening it neither waits nor wakes anything. Used by all
 * who read such files: `readForeignFile.ts`, the guide's tools, the transcript's readers.
 */
import type { Stats } from 'node:fs'
import { closeSync, fstatSync, openSync } from 'node:fs'
import { constants, lstat, open, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'

/** What stands there is no regular file. */
class NotRegularFile extends Error {
  /** For all that is no folder as BSD calls an inappropriate kind of file; no other system answers with it. */
  readonly code: 'EISDIR' | 'EFTYPE'

  constructor(file: string, seen: Stats) {
    const code = seen.isDirectory() ? 'EISDIR' : 'EFTYPE'
    super(`${code}: not a regular file, open '${file}'`)
    this.name = 'NotRegularFile'
    this.code = code
  }
}

export interface HowToOpen {
  /** False where only the file itself is wanted: a link in its place is refused, wherever it leads. */
  readonly followsLinks: boolean
}

export interface OpenedFile {
  readonly handle: FileHandle
  /** As it was when it was opened. */
  readonly stats: Stats
}

/** A regular file, open for reading; whoever asked closes it. Rejects as `fs` does, and with `NotRegularFile`. */
export async function openForeignFile(file: string, how: HowToOpen): Promise<FileHandle> {
  return (await openRegularFile(file, how)).handle
}

/**
 * The same, with what is known of it. It is looked at when it is open, because it may have been changed for another
 * just before: hence without waiting for a pipe's other end. What a link leads to may also be a device, and opening
 * one may already do something; so that is looked at before as well.
 */
export async function openRegularFile(file: string, { followsLinks }: HowToOpen): Promise<OpenedFile> {
  if (followsLinks || dontFollow === 0) {
    const seen = followsLinks ? await stat(file) : await lstat(file)
    if (!seen.isFile()) throw new NotRegularFile(file, seen)
  }
  const handle = await open(file, constants.O_RDONLY | dontWait | (followsLinks ? 0 : dontFollow))
  try {
    const stats = await handle.stat()
    if (!stats.isFile()) throw new NotRegularFile(file, stats)
    return { handle, stats }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/**
 * The same, through links, for a thread nobody waits for that reads a little of many files: only whether the drive answers
 * is asked elsewhere, as it may never do so. The rest of a file takes some microseconds then, and many times that by way of
 * another thread. Whoever asked closes the descriptor.
 */
export async function openAnsweringFile(
  file: string
): Promise<{ readonly descriptor: number; readonly stats: Stats }> {
  const seen = await stat(file)
  if (!seen.isFile()) throw new NotRegularFile(file, seen)
  const descriptor = openSync(file, constants.O_RDONLY | dontWait)
  try {
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) throw new NotRegularFile(file, stats)
    return { descriptor, stats }
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
}

/** Windows has none of these: there a pipe has a name of its own, and no folder can hold one. */
const dontWait: number = (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0)
const dontFollow: number = constants.O_NOFOLLOW ?? 0
