/**
 * Where in a file the first line stands that matters to a search: a look at all bytes costs a tenth of
 * reading them. Used by `session/acts/sessionFind.ts`.
 */
import { codeOf } from '../../../shared/errors.ts'
import { openForeignFile } from '../../machine/openForeignFile.ts'
import { NEWLINE, eachBlock, linesIn } from '../lines/forwardLines.ts'
import { Slices } from '../../slices.ts'

/**
 * Its byte offset, null when no line matters or there is no file. `matters` is asked of many lines at once, and of each
 * only where it says yes. Rejects with the signal's reason, or the file system's error.
 */
export async function firstLine(
  file: string,
  matters: (lines: Buffer) => boolean,
  signal: AbortSignal | null
): Promise<number | null> {
  const handle = await openIfThere(file)
  if (handle === null) return null
  try {
    let found: number | null = null
    const slices = new Slices()
    await eachBlock(handle, { from: 0, to: (await handle.stat()).size }, async (block, offset) => {
      signal?.throwIfAborted()
      for (const { lines, at } of piecesOf(block)) {
        if (slices.isOver) await slices.rest()
        const first = matters(lines) ? firstIn(lines, matters) : null
        if (first === null) continue
        found = offset + at + first
        return false
      }
      return true
    })
    return found
  } finally {
    await handle.close()
  }
}

/** Bytes looked at together: a text of more is dear to make. */
const PIECE = 64 * 1024

/** Whole lines, some 64 KB of them at a time, and where they begin in the block. */
function* piecesOf(block: Buffer): Generator<{ readonly lines: Buffer; readonly at: number }> {
  for (let at = 0; at < block.length;) {
    const newline = at + PIECE >= block.length ? -1 : block.indexOf(NEWLINE, at + PIECE)
    const end = newline === -1 ? block.length : newline + 1
    yield { lines: block.subarray(at, end), at }
    at = end
  }
}

function firstIn(block: Buffer, matters: (line: Buffer) => boolean): number | null {
  for (const { line, at } of linesIn(block)) if (matters(line)) return at
  return null
}

async function openIfThere(file: string): Promise<Awaited<ReturnType<typeof openForeignFile>> | null> {
  try {
    return await openForeignFile(file, { followsLinks: true })
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
