/**
 * Whether another program has deleted or emptied a transcript while its session is open: transcripts only grow. One that
 * moved with its folder is there by its name. Owned by `SessionPast`.
 */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { codeOf } from '../../shared/errors.ts'

export class LostFiles {
  /** Bytes of each file, by its name, when it was last looked at. */
  #seen: ReadonlyMap<string, number> = new Map()

  /** Whether one has gone, or lost something, since these were looked at before. Told once. Rejects with what the disk says. */
  async look(files: readonly string[]): Promise<boolean> {
    const now = new Map<string, number>()
    for (const file of files) {
      const bytes = await bytesOf(file)
      if (bytes !== null) now.set(basename(file), bytes)
    }
    const isLost = [...this.#seen].some(([name, bytes]) => (now.get(name) ?? -1) < bytes)
    this.#seen = now
    return isLost
  }
}

async function bytesOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
