/** Reads what was kept of a session, checked as it is read. Used by the restore, the verification and the reader's cache. */
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { codeOf } from '../../../shared/errors.ts'
import { Refusal } from '../../refusal.ts'
import type { SessionId } from '../../../shared/ids.ts'
import { openRegularFile } from '../../machine/openForeignFile.ts'
import { copyPath } from './copyFile.ts'
import { readAt, scan } from './scan.ts'
import { unpacked } from './segment.ts'
import { bytesOf, chosenVersion, isWhole, keptFiles, soundVersions } from './versions.ts'
import type { KeptFile, Version } from './versions.ts'

export class SessionCopies {
  /** By the paths of the originals. */
  readonly files: ReadonlyMap<string, KeptFile>
  /** Where the last whole segment ends. */
  readonly end: number
  /** Something between the segments is none. */
  readonly isHarmed: boolean
  readonly #sessionId: SessionId
  readonly #handle: FileHandle

  private constructor(
    sessionId: SessionId,
    handle: FileHandle,
    found: { readonly files: ReadonlyMap<string, KeptFile>; readonly end: number; readonly isHarmed: boolean }
  ) {
    this.#sessionId = sessionId
    this.#handle = handle
    this.files = found.files
    this.end = found.end
    this.isHarmed = found.isHarmed
  }

  /** Null when there are none of this session. Rejects with the file system's error. */
  static async open(folder: string, sessionId: SessionId): Promise<SessionCopies | null> {
    let handle: FileHandle
    try {
      handle = (await openRegularFile(copyPath(folder, sessionId), { followsLinks: false })).handle
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null
      throw error
    }
    try {
      const { segments, ...rest } = await scan(handle)
      return new SessionCopies(sessionId, handle, { files: keptFiles(segments), ...rest })
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  /** Of the version that is given back, piece by piece. Refuses with 409 `copy_damaged` what is not as it was. */
  async *bytes(file: KeptFile): AsyncGenerator<Buffer> {
    yield* this.#versionBytes(file, chosenVersion(file))
  }

  /** Of all versions, one after another. Refuses as `bytes`. */
  async *allBytes(file: KeptFile): AsyncGenerator<Buffer> {
    for (const version of soundVersions(file)) yield* this.#versionBytes(file, version)
  }

  async *#versionBytes(file: KeptFile, version: Version): AsyncGenerator<Buffer> {
    if (!isWhole(version)) throw this.#damaged(file)
    for (const segment of version.segments) {
      const bytes = unpacked(segment, await readAt(this.#handle, segment.offset, segment.stored))
      if (bytes === null) throw this.#damaged(file)
      yield bytes
    }
  }

  bytesOf(file: KeptFile): number {
    return bytesOf(chosenVersion(file))
  }

  /** Writes it to a path where nothing is yet, flushed. Rejects with the file system's error and as `bytes`. */
  async writeTo(file: KeptFile, path: string): Promise<void> {
    const to = await open(path, 'wx', 0o600)
    try {
      for await (const bytes of this.bytes(file)) await writeAll(to, bytes)
      await to.sync()
    } finally {
      await to.close()
    }
  }

  close(): Promise<void> {
    return this.#handle.close()
  }

  #damaged({ file }: KeptFile): Refusal {
    return new Refusal(409, 'copy_damaged', { file, session: this.#sessionId })
  }
}

async function writeAll(to: FileHandle, bytes: Buffer): Promise<void> {
  let done = 0
  while (done < bytes.length) done += (await to.write(bytes, done)).bytesWritten
}
