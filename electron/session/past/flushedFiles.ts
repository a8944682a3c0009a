/**
 * Makes files outlast a loss of power, with their names, which are flushed once. What Skein writes itself and has not
 * written since it was flushed last is not flushed again: a settled turn seldom adds to more than one file. Owned by
 * `SessionPast`.
 */
import { statSync } from 'node:fs'
import { sep } from 'node:path'
import { flushFile, flushName, flushOwnFile } from '../../machine/flush.ts'

export class FlushedFiles {
  readonly #folder: string
  /** Files whose names have been flushed. */
  readonly #named = new Set<string>()
  /** Of our own files: which it was, and how long, when it was flushed last. They grow, or are replaced. */
  readonly #flushed = new Map<string, string>()

  /** Names are flushed up to `folder`, the data folder: what lies in it is our own. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Others may have taken the places of the files there were. */
  forget(): void {
    this.#named.clear()
    this.#flushed.clear()
  }

  /** Rejects with what the disk says; a file that is not there has nothing to flush. */
  async flush(files: Iterable<string>): Promise<void> {
    await Promise.all(
      Array.from(files, (file) =>
        file.startsWith(this.#folder + sep) ? this.#flushOwn(file) : this.#flushOther(file)
      )
    )
  }

  async #flushOwn(file: string): Promise<void> {
    const stats = statSync(file, { throwIfNoEntry: false })
    if (stats === undefined) return
    const now = `${stats.ino} ${stats.size} ${stats.mtimeMs}`
    if (this.#flushed.get(file) === now) return
    await flushOwnFile(file)
    await this.#flushNameOf(file)
    this.#flushed.set(file, now)
  }

  async #flushOther(file: string): Promise<void> {
    if (await flushFile(file)) await this.#flushNameOf(file)
  }

  async #flushNameOf(file: string): Promise<void> {
    if (this.#named.has(file)) return
    await flushName(file, this.#folder)
    this.#named.add(file)
  }
}
