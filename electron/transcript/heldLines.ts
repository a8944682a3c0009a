/**
 * Lines a walk has passed by because they do not lie on its chain, by the record they follow: some
 * turn out to belong to it (results of parallel tools). Only places are kept, never bytes. Used by
 * `thread.ts`.
 */
import type { BackwardLine } from './backwardLines.ts'

export interface HeldLine {
  readonly offset: number
  readonly length: number
}

export class HeldLines {
  readonly #byParent = new Map<string, HeldLine[]>()

  hold(parent: string, { offset, bytes }: BackwardLine): void {
    const line = { offset, length: bytes.length }
    const siblings = this.#byParent.get(parent)
    if (siblings === undefined) this.#byParent.set(parent, [line])
    else siblings.push(line)
  }

  /** Those that follow `uuid`, oldest first; they are held no longer. Null when there are none. */
  take(uuid: string): HeldLine[] | null {
    const lines = this.#byParent.get(uuid)
    if (lines === undefined) return null
    this.#byParent.delete(uuid)
    return lines.toReversed()
  }

  /** Gives back what was taken and belongs elsewhere, oldest first. */
  holdAgain(parent: string, lines: readonly HeldLine[]): void {
    if (lines.length > 0) this.#byParent.set(parent, lines.toReversed())
  }

  has(uuid: string): boolean {
    return this.#byParent.has(uuid)
  }

  /** All that are held, by what they follow. */
  entries(): (readonly [string, readonly HeldLine[]])[] {
    return [...this.#byParent]
  }

  /** Forgets what lies before `offset`: it will be met again. */
  forgetBefore(offset: number): void {
    for (const [parent, lines] of this.#byParent) {
      this.#byParent.set(
        parent,
        lines.filter((line) => line.offset >= offset)
      )
    }
  }

  /** Where the last held line ends that ends at most `reach` bytes behind `offset`; else `offset`. */
  endWithin(offset: number, reach: number): number {
    let end = offset
    for (const lines of this.#byParent.values()) {
      for (const line of lines) {
        const after = line.offset + line.length
        if (after > end && after - offset <= reach) end = after
      }
    }
    return end
  }
}
