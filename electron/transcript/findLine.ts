/**
 * Where in a file the first line stands that matters to a search: a look at all bytes costs a tenth of
 * reading them. Used by `session/sessionFind.ts`.
 */
import { codeOf } from '../../shared/errors.ts'
import { openForeignFile } from '../machine/openForeignFile.ts'
import { eachLine } from './forwardLines.ts'

/** Its byte offset, null when no line matters or there is no file. Rejects with the signal's reason, or the file system's error. */
export async function firstLine(
  file: string,
  matters: (line: Buffer) => boolean,
  signal: AbortSignal | null
): Promise<number | null> {
  const handle = await openIfThere(file)
  if (handle === null) return null
  try {
    let found: number | null = null
    await eachLine(handle, { from: 0, to: (await handle.stat()).size }, (line, offset) => {
      signal?.throwIfAborted()
      if (matters(line)) found = offset
      return found === null
    })
    return found
  } finally {
    await handle.close()
  }
}

async function openIfThere(file: string): Promise<Awaited<ReturnType<typeof openForeignFile>> | null> {
  try {
    return await openForeignFile(file, { followsLinks: true })
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
