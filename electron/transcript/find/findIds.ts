/**
 * Which of some ids a transcript names, by its bytes alone, and only in what was added since it was looked at
 * last. Owned by `session/past/transcriptSupplement.ts`, which has to know what an agent wrote down after all.
 */
import { openForeignFile } from '../../machine/openForeignFile.ts'

const SLICE = 1024 * 1024

/** Remembers up to which byte of one file it has looked for which ids; asked again, it reads only what is new. */
export class FoundIds {
  readonly #found = new Set<string>()
  /** Ids looked for so far, and the byte up to which they were. */
  #absent: ReadonlySet<string> = new Set()
  #seen = 0

  /** Those of `ids` that stand in the file. Rejects with the file system's error. */
  async among(file: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const wanted = ids.filter((id) => !this.#found.has(id))
    if (wanted.length === 0) return this.#found
    const handle = await openForeignFile(file, { followsLinks: true })
    try {
      const { size } = await handle.stat()
      const isContinued = size >= this.#seen && wanted.every((id) => this.#absent.has(id))
      // A name may lie across what was there and what came.
      const longest = Math.max(...wanted.map((id) => Buffer.byteLength(quoted(id))))
      let at = isContinued ? Math.max(0, this.#seen - longest) : 0
      const bytes = Buffer.allocUnsafe(Math.min(SLICE + longest, Math.max(1, size - at)))
      while (at < size) {
        const { bytesRead } = await handle.read(bytes, 0, Math.min(bytes.length, size - at), at)
        if (bytesRead === 0) break
        const part = bytes.subarray(0, bytesRead)
        for (const id of wanted) if (part.includes(quoted(id))) this.#found.add(id)
        at += at + bytesRead < size && bytesRead > longest ? bytesRead - longest : bytesRead
      }
      this.#seen = size
      this.#absent = new Set(wanted.filter((id) => !this.#found.has(id)))
      return this.#found
    } finally {
      await handle.close()
    }
  }
}

function quoted(id: string): string {
  return JSON.stringify(id)
}
