/**
 * Whether another program has deleted or emptied a transcript while its session is open: transcripts only grow, so what
 * one ended with stands there later, too. One that moved with its folder is there by its name. Owned by `SessionPast`.
 */
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { codeOf } from '../../../shared/errors.ts'

/** Bytes at the end of a file that are remembered of it: they hold an id or a time. */
const TAIL = 512

interface Seen {
  readonly bytes: number
  readonly tail: Buffer
}

export class LostFiles {
  /** By the name of each file, as it was when it was last looked at. */
  #seen: ReadonlyMap<string, Seen> = new Map()

  /** We changed what they end with. */
  forget(): void {
    this.#seen = new Map()
  }

  /** Whether one has gone, or lost something, since these were looked at before. Told once. Rejects with what the disk says. */
  async look(files: readonly string[]): Promise<boolean> {
    const before = this.#seen
    const now = new Map<string, Seen>()
    const whole = new Set<string>()
    for (const file of files) {
      const name = basename(file)
      const found = await lookAt(file, before.get(name))
      if (found === null) continue
      now.set(name, found.seen)
      if (found.isWhole) whole.add(name)
    }
    this.#seen = now
    return [...before.keys()].some((name) => !whole.has(name))
  }
}

async function lookAt(
  file: string,
  before: Seen | undefined
): Promise<{ seen: Seen; isWhole: boolean } | null> {
  let handle
  try {
    handle = await open(file)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
  try {
    const bytesAt = async (end: number): Promise<Buffer> => {
      const length = Math.min(TAIL, end)
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, end - length)
      return buffer.subarray(0, bytesRead)
    }
    const { size } = await handle.stat()
    const isWhole =
      before === undefined || (before.bytes <= size && before.tail.equals(await bytesAt(before.bytes)))
    return { seen: { bytes: size, tail: await bytesAt(size) }, isWhole }
  } finally {
    await handle.close()
  }
}
