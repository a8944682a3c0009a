/** Adds to files that only grow, so that a disk which fills up leaves no torn line behind. */
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { noFollow } from '../../machine/ownFiles.ts'

/** Adds all of it, or nothing where the file system lets that be taken back. Rejects with its error. */
export async function appendWhole(file: string, text: string): Promise<void> {
  const bytes = Buffer.from(text)
  const handle = await open(file, noFollow.append, 0o600)
  let done = 0
  try {
    while (done < bytes.length) done += (await handle.write(bytes, done)).bytesWritten
  } catch (error) {
    await cutOff(handle, done)
    throw error
  } finally {
    await handle.close()
  }
}

/** Takes the last bytes off a file again; false when the file system does not let us. */
export async function cutOff(handle: FileHandle, bytes: number): Promise<boolean> {
  if (bytes === 0) return true
  try {
    await handle.truncate((await handle.stat()).size - bytes)
    return true
  } catch {
    return false // The caller goes on as behind a line torn by a crash.
  }
}
