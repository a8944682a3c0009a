/**
 * Makes what was written outlast a loss of power: a file's bytes, and the names in its folder. Which parts of Skein are
 * flushed when is decided by those who call it (`journal.ts`, `past.ts`, `sessionPorts.ts`, `lastRun.ts`); everything
 * else is written to disk by the operating system when it sees fit, within half a minute.
 */
import { closeSync, constants, fdatasync, openSync } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from '../../shared/errors.ts'

/** Windows flushes only what is open for writing, and has no folders to flush. */
const isWindows = process.platform === 'win32'

/** Not there on Windows, whatever the types say. A pipe in a file's place must not be waited for. */
const [noFollowing, noWaiting]: (number | undefined)[] = [constants.O_NOFOLLOW, constants.O_NONBLOCK]
const flagsForFile =
  (isWindows ? constants.O_RDWR : constants.O_RDONLY) | (noFollowing ?? 0) | (noWaiting ?? 0)

/**
 * The bytes of a file, whoever wrote them, and what is needed to read them: not when it was changed last. False when it
 * is not there: then there is nothing to flush. Rejects with what the disk says (`EIO`).
 */
export function flushFile(file: string): Promise<boolean> {
  return flushPath(file, flagsForFile, (handle) => handle.datasync())
}

/**
 * As `flushFile`, of a file in the data folder, which is opened and closed at once as all that is written there is: on a
 * disk with nothing else to do the ways to other threads and back cost as much as half a flush.
 */
export async function flushOwnFile(file: string): Promise<boolean> {
  let descriptor: number
  try {
    descriptor = openSync(file, flagsForFile)
  } catch (error) {
    return isThereUnflushed(error)
  }
  try {
    await flushOpen(descriptor)
  } finally {
    closeSync(descriptor)
  }
  return true
}

/** The name of a file that was made, and those of its folders up to `upTo`. Rejects as `flushFile` does. */
export async function flushName(file: string, upTo: string): Promise<void> {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    await flushFolder(folder)
    if (folder === upTo || !folder.startsWith(upTo)) return
  }
}

/** The names in a folder: of what was made, moved or removed there. */
export async function flushFolder(folder: string): Promise<void> {
  if (!isWindows) await flushPath(folder, constants.O_RDONLY, (handle) => handle.sync())
}

/**
 * The bytes of an open file. One that is closed before it is done resolves: whoever closed it has put something in its
 * place.
 */
export function flushOpen(descriptor: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fdatasync(descriptor, (error) => {
      if (error === null || codeOf(error) === 'EBADF' || knowsNoFlushing(error)) resolve()
      else reject(error)
    })
  })
}

async function flushPath(
  path: string,
  flags: number,
  flush: (handle: FileHandle) => Promise<void>
): Promise<boolean> {
  try {
    const handle = await open(path, flags)
    try {
      await flush(handle)
    } finally {
      await handle.close()
    }
    return true
  } catch (error) {
    return isThereUnflushed(error)
  }
}

/** Whether what could not be flushed is there, and cannot be flushed at all; throws what the disk says otherwise. */
function isThereUnflushed(error: unknown): boolean {
  if (codeOf(error) === 'ENOENT') return false
  if (knowsNoFlushing(error)) return true
  throw error
}

/** Devices, pipes and some network file systems; a folder some of them do not open. */
function knowsNoFlushing(error: unknown): boolean {
  return ['EINVAL', 'ENOTSUP', 'ENOSYS', 'EISDIR', 'EACCES', 'EPERM'].includes(codeOf(error) ?? '')
}
