/** Reads git's index, piece by piece, within bounds. Used by `trackedFiles.ts`. */
import type { FileHandle } from 'node:fs/promises'
import { openForeignFile } from '../machine/openForeignFile.ts'
import { HEADER_BYTES, IndexEntries, indexHeader } from './indexEntries.ts'
import type { IndexEntry } from './indexEntries.ts'

/** Some 2 ms of work between two turns of the event loop. */
const PIECE_BYTES = 512 * 1024
/** The index of four million files. */
const MOST_BYTES = 512 * 1024 * 1024
const LIMIT_MS = 20_000
/** What follows the entries: a handful of blocks, of which one is asked for. */
const MOST_EXTENSIONS = 32

export type IndexRead =
  | { readonly kind: 'whole' }
  /** The rest of it is in `sharedindex.<name>` beside it, and only git puts both together. */
  | { readonly kind: 'split'; readonly shared: string }
  /** `take` wanted no more. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable' }

/**
 * Gives `take` all entries as they come, in the index's order; it says whether it wants more. Rejects only with
 * the signal's reason, or what `take` throws.
 */
export async function readIndex(
  file: string,
  hashBytes: number,
  take: (entries: readonly IndexEntry[]) => boolean,
  signal: AbortSignal
): Promise<IndexRead> {
  const handle = await opened(file)
  if (handle === null) return { kind: 'missing' }
  try {
    const until = performance.now() + LIMIT_MS
    const { size } = await handle.stat()
    const header = indexHeader(await bytesAt(handle, 0, HEADER_BYTES))
    if (header === null || size > MOST_BYTES) return { kind: 'unreadable' }
    const reader = new IndexEntries(header, hashBytes)
    let at = HEADER_BYTES
    while (reader.left > 0) {
      signal.throwIfAborted()
      const piece = await bytesAt(handle, at, PIECE_BYTES)
      const found = reader.take(piece)
      // Not one whole entry in all of it: cut off, or none at all.
      if (found === null || found.taken === 0 || performance.now() > until) return { kind: 'unreadable' }
      at += found.taken
      if (!take(found.entries)) return { kind: 'stopped' }
    }
    const shared = await sharedName(handle, at, hashBytes)
    return shared === null ? { kind: 'whole' } : { kind: 'split', shared }
  } finally {
    await handle.close()
  }
}

async function opened(file: string): Promise<FileHandle | null> {
  try {
    return await openForeignFile(file, { followsLinks: false })
  } catch {
    return null // not there yet, not ours to read, or no file at all: nothing is known to be tracked
  }
}

/** The object name in the `link` block: which shared index this one changes; null when there is no such block. */
async function sharedName(handle: FileHandle, from: number, hashBytes: number): Promise<string | null> {
  let at = from
  for (let seen = 0; seen < MOST_EXTENSIONS; seen += 1) {
    const head = await bytesAt(handle, at, 8)
    if (head.length < 8 || !/^[A-Za-z]{4}$/u.test(head.toString('latin1', 0, 4))) return null
    if (head.toString('latin1', 0, 4) === 'link') {
      const name = await bytesAt(handle, at + 8, hashBytes)
      return name.length < hashBytes || name.every((byte) => byte === 0) ? null : name.toString('hex')
    }
    at += 8 + head.readUInt32BE(4)
  }
  return null
}

async function bytesAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  const { bytesRead } = await handle.read(buffer, 0, length, at)
  return buffer.subarray(0, bytesRead)
}
