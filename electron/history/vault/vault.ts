/**
 * The vault: copies of everything agents wrote down on this machine, in the data folder. Lives in the worker of history,
 * which gives it sessions (`vaultStage.ts`) and hands it the server's questions.
 */
import { existsSync } from 'node:fs'
import { dirname, isAbsolute, join, relative } from 'node:path'
import type { SessionId } from '../../../shared/ids.ts'
import type { KeptSession, RestoredSession, VaultProgress, Verified } from '../../../shared/vault.ts'
import { makeOwnFolder } from '../../machine/ownFiles.ts'
import type { WorkLog } from '../work/messages.ts'
import type { Pace } from '../work/pace.ts'
import { Copies } from './copies.ts'
import type { SessionFiles } from './copies.ts'
import { CopyIndex } from './copyIndex.ts'
import type { CopyRow } from './copyIndex.ts'
import { SessionCopies } from './readCopies.ts'
import { unpackToRead } from './readFolder.ts'
import { isThere, notInVault, restore } from './restore.ts'
import { verify } from './verify.ts'

export interface VaultOptions {
  readonly dataDir: string
  readonly log: WorkLog
  readonly pace: Pace
}

export class Vault {
  readonly #options: VaultOptions
  readonly #folder: string
  /** Null while there is nothing: whoever does not want one has none. */
  #parts: { readonly index: CopyIndex; readonly copies: Copies } | null = null
  #verifying: { readonly result: Promise<Verified>; progress: VaultProgress } | null = null
  /** The index is being made anew. */
  #rebuilding: Promise<void> | null = null

  constructor(options: VaultOptions) {
    this.#options = options
    this.#folder = join(options.dataDir, 'vault')
  }

  /** Takes what is new of a session. See `Copies.copy`. */
  async copy(session: SessionFiles, pace: Pace): Promise<void> {
    const { copies } = await this.#open()
    await copies.copy(session, pace)
  }

  /** What was copied counts from here on. */
  async settle(): Promise<void> {
    await this.#parts?.copies.settle()
  }

  async sum(): Promise<{ readonly bytes: number; readonly sessions: number }> {
    const there = await this.#openIfThere()
    if (there === null) return { bytes: 0, sessions: 0 }
    const { sessions, stored } = there.index.sum()
    return { bytes: stored, sessions }
  }

  get verifying(): VaultProgress | null {
    return this.#verifying?.progress ?? null
  }

  /** Whether there is a copy, and no original any more. */
  async look(sessionId: SessionId): Promise<KeptSession> {
    const row = await this.#rowOf(sessionId)
    if (row === null) return { isKept: false, isGone: false }
    return { isKept: true, isGone: !(await isThere(row.place)) }
  }

  /** The transcript of a session, unpacked to be read; null when there is no copy. Rejects as `unpackToRead`. */
  async fileFor(sessionId: SessionId): Promise<string | null> {
    const row = await this.#rowOf(sessionId)
    const copies = row === null ? null : await SessionCopies.open(this.#folder, sessionId)
    if (row === null || copies === null) return null
    try {
      return await unpackToRead(this.#folder, { copies, sessionId, place: row.place })
    } finally {
      await copies.close()
    }
  }

  /** A file of a session, its transcript or one beside it, unpacked to be read; null when there is no copy. */
  async copyOf(sessionId: SessionId, path: string): Promise<string | null> {
    const row = await this.#rowOf(sessionId)
    const transcript = row === null ? null : await this.fileFor(sessionId)
    if (row === null || transcript === null) return null
    const within = relative(dirname(row.place), path)
    // A session that was moved has its files beside where it was.
    return within.startsWith('..') || isAbsolute(within) ? null : join(dirname(transcript), within)
  }

  /**
   * Puts a session back to where `placeFor` says, who is told where it lay. Rejects as `restore`, and with 404
   * `not_in_vault`.
   */
  async restore(
    sessionId: SessionId,
    placeFor: (was: string, agent: string) => Promise<string>
  ): Promise<RestoredSession> {
    const row = await this.#rowOf(sessionId)
    const copies = row === null ? null : await SessionCopies.open(this.#folder, sessionId)
    if (row === null || copies === null) throw notInVault()
    try {
      const { file, ...rest } = await restore({
        copies,
        place: row.place,
        to: await placeFor(row.place, row.agent)
      })
      return { sessionId, path: file, ...rest }
    } finally {
      await copies.close()
    }
  }

  /** One at a time: who asks while it runs gets its result. */
  verify(): Promise<Verified> {
    if (this.#verifying !== null) return this.#verifying.result
    const running = { result: this.#verifyNow(), progress: { done: 0, total: 0 } }
    this.#verifying = running
    const over = (): void => {
      this.#verifying = null
    }
    running.result.then(over, over)
    return running.result
  }

  close(): void {
    this.#parts?.index.close()
    this.#parts = null
  }

  async #verifyNow(): Promise<Verified> {
    const there = await this.#openIfThere()
    if (there === null) return { sessions: 0, damaged: [] }
    await there.copies.settle()
    const damaged = await verify({
      folder: this.#folder,
      index: there.index,
      pace: this.#options.pace,
      progress: (progress) => {
        if (this.#verifying !== null) this.#verifying.progress = progress
      }
    })
    return { sessions: there.index.sum().sessions, damaged }
  }

  async #rowOf(sessionId: SessionId): Promise<CopyRow | null> {
    const there = await this.#openIfThere()
    if (there === null) return null
    await there.copies.settle()
    return there.index.copy(sessionId)
  }

  async #openIfThere(): Promise<{ readonly index: CopyIndex; readonly copies: Copies } | null> {
    return existsSync(join(this.#folder, 'copies')) ? this.#open() : null
  }

  async #open(): Promise<{ readonly index: CopyIndex; readonly copies: Copies }> {
    if (this.#parts === null) {
      makeOwnFolder(this.#folder)
      makeOwnFolder(join(this.#folder, 'copies'))
      const index = new CopyIndex(join(this.#folder, 'index.db'))
      const copies = new Copies(this.#folder, index, this.#options.log)
      this.#parts = { index, copies }
      this.#rebuilding = index.isNew ? copies.rebuild(this.#options.pace) : null
    }
    await this.#rebuilding
    return this.#parts
  }
}
