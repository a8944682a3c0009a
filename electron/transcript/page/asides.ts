/**
 * Lines of subagents that older versions wrote into the main file among the others, as a walk passes them by. Only
 * places are kept, never bytes. Owned by `thread.ts`.
 */
import type { BackwardLine } from '../lines/backwardLines.ts'
import type { Fields } from '../record/fields.ts'
import type { HeldLine } from './heldLines.ts'
import type { SideLine } from './sideThreads.ts'

/** Lines that are remembered; a page shows fewer. */
const MOST_ASIDES = 20_000

/** The lines of one walk, which goes from the newest to the oldest. */
export class Asides {
  /** Newest first. */
  readonly #places: HeldLine[] = []

  note({ offset, bytes }: BackwardLine): void {
    if (this.#places.length < MOST_ASIDES) this.#places.push({ offset, length: bytes.length })
  }

  /** Oldest first. `recordAt` gives null for a line that cannot be understood. */
  async read(recordAt: (line: HeldLine) => Promise<Fields | null>): Promise<readonly SideLine[]> {
    const lines: SideLine[] = []
    for (const line of this.#places.toReversed()) {
      const record = await recordAt(line)
      if (record !== null) lines.push({ record, offset: line.offset })
    }
    return lines
  }
}
