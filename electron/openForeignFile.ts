/**
 * Opens a file somebody else put there: in a project's folder, beside a transcript, behind a link. Whatever
 * stands in its place (a pipe, a device, a folder), opening it neither waits nor wakes anything. Used by all
 * who read such files: `readForeignFile.ts`, the guide's tools, the transcript's readers.
 */
import type { Stats } from 'node:fs'
import { constants, lstat, open, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'

/** What stands there is no regular file. */
export class NotRegularFile extends Error {
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

/**
 * A regular file, open for reading; whoever asked closes it. Rejects as `fs` does, and with `NotRegularFile`.
 * It is looked at before it is opened, because opening a device may already do something, and again when it is
 * open, because it may have been changed for another meanwhile: hence without waiting for a pipe's other end.
 */
export async function openForeignFile(file: string, { followsLinks }: HowToOpen): Promise<FileHandle> {
  const seen = followsLinks ? await stat(file) : await lstat(file)
  if (!seen.isFile()) throw new NotRegularFile(file, seen)
  const handle = await open(file, constants.O_RDONLY | dontWait | (followsLinks ? 0 : dontFollow))
  try {
    const opened = await handle.stat()
    if (!opened.isFile()) throw new NotRegularFile(file, opened)
  } catch (error) {
    await handle.close()
    throw error
  }
  return handle
}

/** Windows has none of these: there a pipe has a name of its own, and no folder can hold one. */
const dontWait: number = (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0)
const dontFollow: number = constants.O_NOFOLLOW ?? 0
