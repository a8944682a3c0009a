/** Makes files outlast a loss of power, with their names, which are flushed once. Owned by `SessionPast`. */
import { flushFile, flushName } from '../machine/flush.ts'

export class FlushedFiles {
  readonly #folder: string
  /** Files whose names have been flushed. */
  readonly #named = new Set<string>()

  /** Names are flushed up to `folder`. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Rejects with what the disk says; a file that is not there has nothing to flush. */
  async flush(files: Iterable<string>): Promise<void> {
    await Promise.all(Array.from(files, (file) => this.#flushOne(file)))
  }

  async #flushOne(file: string): Promise<void> {
    if (!(await flushFile(file)) || this.#named.has(file)) return
    await flushName(file, this.#folder)
    this.#named.add(file)
  }
}
