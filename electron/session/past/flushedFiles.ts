/** Makes files outlast a loss of power, with their names, which are flushed once. Owned by `SessionPast`. */
import { flushFile, flushName } from '../../machine/flush.ts'

export class FlushedFiles {
  readonly #folder: string
  /** Files whose names have been flushed. */
  readonly #named = new Set<string>()

  /** Names are flushed up to `folder`. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Others may have taken the places of the files there were. */
  forget(): void {
    this.#named.clear()
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
