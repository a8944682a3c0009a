/** Whether the folders sessions belong to are there, and what they are really called; asked of the disk once in a while. */
import { realpath, stat } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'

/** Milliseconds after which a disk that does not answer is one that is not there. */
const PATIENCE_MS = 2_000

export interface SeenFolder {
  /** The real path; as it was asked for where nothing is there. */
  readonly path: string
  readonly isThere: boolean
}

export class Folders {
  #seen = new Map<string, Promise<SeenFolder>>()

  /** What was seen is looked at again when it is asked for next. */
  forget(): void {
    this.#seen = new Map()
  }

  /** Never rejects. */
  look(path: string): Promise<SeenFolder> {
    const known = this.#seen.get(path)
    if (known !== undefined) return known
    const seen = Promise.race([
      lookAt(path),
      setTimeout(PATIENCE_MS, { path, isThere: false }, { ref: false })
    ])
    this.#seen.set(path, seen)
    return seen
  }
}

async function lookAt(path: string): Promise<SeenFolder> {
  try {
    const real = await realpath(path)
    return { path: real, isThere: (await stat(real)).isDirectory() }
  } catch {
    return { path, isThere: false } // Gone, or not to be reached: for a session that is the same.
  }
}
