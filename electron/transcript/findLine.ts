/** Whether any line of some files matters to a search: a look at all bytes costs a tenth of reading them. */
import { open } from 'node:fs/promises'
import { codeOf } from '../../shared/errors.ts'
import { eachLine } from './forwardLines.ts'

/** Files that are missing have no lines. Rejects with the signal's reason, or the file system's error. */
export async function anyLine(
  files: readonly string[],
  matters: (line: Buffer) => boolean,
  signal: AbortSignal | null
): Promise<boolean> {
  for (const file of files) if (await hasLine(file, matters, signal)) return true
  return false
}

async function hasLine(
  file: string,
  matters: (line: Buffer) => boolean,
  signal: AbortSignal | null
): Promise<boolean> {
  const handle = await openIfThere(file)
  if (handle === null) return false
  try {
    let found = false
    await eachLine(handle, { from: 0, to: (await handle.stat()).size }, (line) => {
      signal?.throwIfAborted()
      found = matters(line)
      return !found
    })
    return found
  } finally {
    await handle.close()
  }
}

async function openIfThere(file: string): Promise<Awaited<ReturnType<typeof open>> | null> {
  try {
    return await open(file, 'r')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
