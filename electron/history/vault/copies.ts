/**
 * Takes copies of sessions: their transcripts and what lies beside them, as they are, byte for byte. What was copied
 * once stays whatever becomes of the original; a copy counts once it is flushed. Used by `vaultStage.ts`.
 */
import { readdir } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf, messageOf } from '../../../shared/errors.ts'
import { SessionId } from '../../../shared/ids.ts'
import { flushFolder } from '../../machine/flush.ts'
import { openRegularFile } from '../../machine/openForeignFile.ts'
import type { WorkLog } from '../work/messages.ts'
import type { Pace } from '../work/pace.ts'
import { compareWhole, hasOnlyGrown, lastOf } from './compare.ts'
import type { Change } from './compare.ts'
import { COPY_ENDING, CopyFile, copyPath } from './copyFile.ts'
import type { CopyIndex, CopyRow, OriginalRow } from './copyIndex.ts'
import { readAt, scan } from './scan.ts'
import { SEGMENT_BYTES, sha256Of } from './segment.ts'
import { bytesOf, keptFiles } from './versions.ts'
import type { KeptFile, Version } from './versions.ts'

/** Sessions that are flushed together: each flush waits for the disk, and so they wait side by side. */
const FLUSHED_TOGETHER = 32

/** A session as it lies on disk now. */
export interface SessionFiles {
  readonly sessionId: SessionId
  readonly agent: string
  /** Its transcript. */
  readonly file: string
  readonly originals: readonly Original[]
}

interface Original {
  readonly file: string
  readonly bytes: number
  readonly mtimeMs: number
}

/** Written, and not flushed yet. */
interface Waiting {
  readonly copies: CopyFile
  readonly path: string
  readonly row: CopyRow
  readonly originals: readonly OriginalRow[]
}

export class Copies {
  readonly #folder: string
  readonly #index: CopyIndex
  readonly #log: WorkLog
  readonly #waiting = new Map<SessionId, Waiting>()
  #settling: Promise<void> = Promise.resolve()

  /** `folder`: the vault's. */
  constructor(folder: string, index: CopyIndex, log: WorkLog) {
    this.#folder = folder
    this.#index = index
    this.#log = log
  }

  /**
   * Copies what is new of a session. First copies count when as many as are flushed together are there or `settle` is
   * called, others when this resolves. Rejects with the first error of its files; what could be copied is.
   */
  async copy(session: SessionFiles, pace: Pace): Promise<void> {
    const { sessionId } = session
    if (this.#waiting.has(sessionId)) await this.settle()
    else await this.#settling
    const row = this.#index.copy(sessionId)
    const known = this.#index.originals(sessionId)
    const isHarmed = row?.isHarmed ?? false
    const changed = session.originals.filter(
      (original) => isHarmed || !isAsBefore(original, known.get(original.file))
    )
    if (changed.length === 0) return
    const path = copyPath(this.#folder, sessionId)
    const opened = await CopyFile.open(path, row?.stored ?? 0)
    const wasHarmed = isHarmed || opened.isHarmed
    const work = new SessionCopy(opened.file, session, { known, isHarmed: wasHarmed })
    let isDone = false
    try {
      if (opened.adopted.length > 0) await work.look()
      await work.copyAll(changed, pace)
      isDone = work.error === null
    } finally {
      const place = work.hasTranscript ? session.file : (row?.place ?? session.file)
      const state = { stored: opened.file.end, isHarmed: wasHarmed && !isDone }
      const next = { sessionId, agent: session.agent, place, ...state }
      this.#waiting.set(sessionId, { copies: opened.file, path, row: next, originals: work.rows() })
    }
    if (row !== null || this.#waiting.size >= FLUSHED_TOGETHER) await this.settle()
    if (work.error !== null) throw work.error
  }

  /** Everything that was written is flushed, and counts from here on. Rejects with what the disk says of the first. */
  settle(): Promise<void> {
    const settled = this.#settling.then(() => this.#settleNow())
    this.#settling = settled.catch(() => undefined) // Told to whoever asked for it.
    return settled
  }

  async #settleNow(): Promise<void> {
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    const folders = new Set(waiting.map(({ path }) => dirname(path)))
    const done = await Promise.allSettled(
      waiting.map(async ({ copies }) => {
        try {
          await copies.handle.datasync()
        } finally {
          await copies.handle.close()
        }
      })
    )
    for (const folder of folders) {
      await flushFolder(folder)
      await flushFolder(dirname(folder))
    }
    for (const [at, { row, originals }] of waiting.entries()) {
      if (done[at]?.status === 'fulfilled') this.#index.put(row, originals)
    }
    const failed = done.find((one) => one.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  }

  /** Makes the index anew of what the copies say. One that cannot be read is left out and told to the log. */
  async rebuild(pace: Pace): Promise<void> {
    for await (const sessionId of this.#sessionIds()) {
      await pace.rest()
      try {
        await this.#rebuildOne(sessionId)
      } catch (error) {
        this.#log.error({ session: sessionId, error: messageOf(error) }, 'copies could not be read')
      }
    }
    this.#index.built()
  }

  async #rebuildOne(sessionId: SessionId): Promise<void> {
    const { handle } = await openRegularFile(copyPath(this.#folder, sessionId), { followsLinks: false })
    try {
      const { segments, end, isHarmed } = await scan(handle)
      const files = [...keptFiles(segments).values()]
      const last = segments.at(-1)
      if (last === undefined) return
      const row = { sessionId, agent: last.agent, place: last.place, stored: end, isHarmed }
      this.#index.put(
        row,
        files.map((file) => ({ ...rowOf(file), bytes: -1, mtimeMs: -1, inode: '' }))
      )
    } finally {
      await handle.close()
    }
  }

  async *#sessionIds(): AsyncGenerator<SessionId> {
    const folder = join(this.#folder, 'copies')
    for (const two of await namesIn(folder)) {
      for (const name of await namesIn(join(folder, two))) {
        const sessionId = SessionId.safeParse(name.slice(0, -COPY_ENDING.length))
        if (name.endsWith(COPY_ENDING) && sessionId.success) yield sessionId.data
      }
    }
  }
}

/** The copying of one session, once. */
class SessionCopy {
  hasTranscript = false
  /** Of the first file that could not be copied. */
  error: unknown = null
  readonly #copies: CopyFile
  readonly #session: SessionFiles
  readonly #known: ReadonlyMap<string, OriginalRow>
  readonly #isHarmed: boolean
  readonly #rows = new Map<string, OriginalRow>()
  /** What the copies hold, once that was asked. */
  #kept: Map<string, KeptFile> | null = null

  constructor(
    copies: CopyFile,
    session: SessionFiles,
    { known, isHarmed }: { readonly known: ReadonlyMap<string, OriginalRow>; readonly isHarmed: boolean }
  ) {
    this.#copies = copies
    this.#session = session
    this.#known = known
    this.#isHarmed = isHarmed
  }

  rows(): readonly OriginalRow[] {
    return [...this.#rows.values()]
  }

  /** Looks at the copies themselves: they hold more than the index knows. */
  async look(): Promise<Map<string, KeptFile>> {
    this.#kept ??= keptFiles((await scan(this.#copies.handle)).segments)
    return this.#kept
  }

  async copyAll(originals: readonly Original[], pace: Pace): Promise<void> {
    for (const { file } of originals) {
      await pace.rest()
      try {
        await this.#copy(file, pace)
        this.hasTranscript ||= file === this.#session.file
      } catch (error) {
        // Gone since its folder was read, or a link beside the transcript: no file of the session's.
        if (noFile.has(codeOf(error) ?? '')) continue
        // A disk that takes no more takes none of the others; an original that cannot be read says nothing of them.
        this.error ??= error
        if (codeOf(error) === null || outOfRoom.has(codeOf(error) ?? '')) throw error
      }
    }
  }

  async #copy(file: string, pace: Pace): Promise<void> {
    const followsLinks = file === this.#session.file
    const { handle, stats } = await openRegularFile(file, { followsLinks })
    try {
      const seen = { handle, bytes: stats.size, inode: `${stats.dev}:${stats.ino}` }
      const { change, version, row } = await this.#changeOf(file, seen)
      const looks = { file, place: this.#session.file, ...stateOf(seen, stats.mtimeMs) }
      if (change.kind === 'none') {
        this.#rows.set(file, { ...row, ...looks })
        return
      }
      const number = change.kind === 'grown' ? version : version + 1
      const common =
        change.kind === 'other' && version > 0
          ? { common: change.common, ...(this.#isHarmed && { heals: true as const }) }
          : null
      let last = { kept: row.kept, lastAt: row.lastAt, lastSha256: row.lastSha256 }
      let { at } = change
      do {
        await pace.rest()
        const bytes = await readAt(handle, at, Math.min(SEGMENT_BYTES, stats.size - at))
        if (bytes.length === 0 && stats.size > 0) break // Cut since it was opened: seen the next time.
        const { agent, file: place } = this.#session
        const head = { agent, place, file, version: number, at }
        await this.#copies.add(at === change.at ? { ...head, ...common } : head, bytes)
        last = { kept: at + bytes.length, lastAt: at, lastSha256: sha256Of(bytes) }
        this.#rows.set(file, { ...looks, ...last, version: number, bytes: -1 })
        at += bytes.length
      } while (at < stats.size)
      if (last.kept >= stats.size) this.#rows.set(file, { ...looks, ...last, version: number })
    } finally {
      await handle.close()
    }
  }

  async #changeOf(
    file: string,
    seen: { readonly handle: FileHandle; readonly bytes: number; readonly inode: string }
  ): Promise<{ change: Change; version: number; row: KeptRow }> {
    const row = this.#known.get(file)
    const isSure = this.#kept === null && !this.#isHarmed
    if (row !== undefined && isSure && (await hasOnlyGrown(seen, row))) {
      return { change: { kind: 'grown', at: row.kept }, version: row.version, row }
    }
    const kept = (await this.look()).get(file)
    const newest = kept?.versions.at(-1)
    if (newest === undefined) {
      return { change: { kind: 'other', at: 0, common: 0 }, version: row?.version ?? 0, row: nothing }
    }
    const change: Change = this.#isHarmed
      ? { kind: 'other', at: 0, common: 0 }
      : await compareWhole(seen, newest, this.#copies.handle)
    return { change, version: newest.number, row: { ...lastOf(newest), version: newest.number } }
  }
}

type KeptRow = Pick<OriginalRow, 'kept' | 'lastAt' | 'lastSha256' | 'version'>
const nothing: KeptRow = { kept: 0, lastAt: 0, lastSha256: '', version: 0 }

function rowOf({ file, place, versions }: KeptFile): KeptRow & Pick<OriginalRow, 'file' | 'place'> {
  const newest: Version | undefined = versions.at(-1)
  return newest === undefined
    ? { file, place, ...nothing }
    : { file, place, ...lastOf(newest), kept: bytesOf(newest), version: newest.number }
}

function stateOf(
  { bytes, inode }: { readonly bytes: number; readonly inode: string },
  mtimeMs: number
): Pick<OriginalRow, 'bytes' | 'mtimeMs' | 'inode'> {
  return { bytes, mtimeMs, inode }
}

function isAsBefore(original: Original, row: OriginalRow | undefined): boolean {
  return row !== undefined && row.bytes === original.bytes && row.mtimeMs === original.mtimeMs
}

const noFile = new Set(['ENOENT', 'ELOOP', 'EISDIR', 'EFTYPE'])
const outOfRoom = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS'])

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw error
  }
}
