/**
 * Writes an export to a place a person chose: beside it first, and put in its place when it is whole, so
 * that nothing half-written is left and what was there before stays until then. Called by
 * the routes that save an export or what the doctor found.
 */
import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import { codeOf, messageOf } from '../../shared/errors.ts'
import { Refusal } from '../refusal.ts'

/** What is asked of a file. */
export interface NewFile {
  write(bytes: Buffer, at: number, length: number): Promise<{ bytesWritten: number }>
  sync(): Promise<void>
  close(): Promise<void>
}

export interface WriteOptions {
  /** Makes the file; a test gives one whose disk is full. */
  readonly create?: (path: string) => Promise<NewFile>
}

/**
 * Resolves with the bytes that were written. Refuses with 400 `cannot_write` (a relative path, a missing
 * folder, no right to write) or 507 `disk_full`; rejects as `pieces` does.
 */
export async function writeExport(
  path: string,
  pieces: AsyncIterable<string>,
  { create = (file) => open(file, 'wx', 0o600) }: WriteOptions = {}
): Promise<number> {
  if (!isAbsolute(path)) {
    throw new Refusal(400, 'cannot_write', { file: '' })
  }
  const beside = `${path}.${randomUUID().slice(0, 8)}.part`
  const handle = await onDisk(path, () => create(beside))
  try {
    const bytes = await writeAll(handle, path, pieces)
    await onDisk(path, () => rename(beside, path))
    return bytes
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined) // What went wrong first is what is told.
    throw error
  }
}

async function writeAll(handle: NewFile, path: string, pieces: AsyncIterable<string>): Promise<number> {
  let bytes = 0
  try {
    for await (const piece of pieces)
      bytes += await onDisk(path, () => writeWhole(handle, Buffer.from(piece)))
    // A full disk may say so only now.
    await onDisk(path, () => handle.sync())
  } finally {
    await handle.close()
  }
  return bytes
}

async function writeWhole(handle: NewFile, piece: Buffer): Promise<number> {
  for (let done = 0; done < piece.length;) {
    done += (await handle.write(piece, done, piece.length - done)).bytesWritten
  }
  return piece.length
}

/** What the file system says, in a sentence that helps. */
async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw refusalOf(path, cause)
  }
}

function refusalOf(path: string, cause: unknown): Refusal {
  const code = codeOf(cause)
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Refusal(507, 'disk_full', { of: 'export' }, { cause })
  }
  const parameters = { file: path, error: code ?? '', reason: messageOf(cause) }
  return new Refusal(400, 'cannot_write', parameters, { cause })
}
