/**
 * The lines of a transcript, newest first, and in place of a damaged one the records it still holds. Used by
 * `lineSorter.ts`, which says when a line is damaged: most lines are passed by without being read.
 */
import type { BackwardLine, BackwardLines } from '../lines/backwardLines.ts'
import { readDamaged } from '../record/damagedLine.ts'

/** A line, or a record out of one, which is whole. */
export interface RecordLine extends BackwardLine {
  readonly isWhole?: true
}

/** As `BackwardLines`, of which it is made; what it finds in a damaged line has the place of that line. */
export class RecordLines {
  readonly #lines: BackwardLines
  /** Records of damaged lines, the newest last. */
  #found: RecordLine[] = []

  constructor(lines: BackwardLines) {
    this.#lines = lines
  }

  take(): RecordLine | null {
    return this.#found.pop() ?? this.#lines.take()
  }

  fill(): Promise<boolean> {
    return this.#lines.fill()
  }

  /** The records in this line come next; the line itself is given up. */
  split({ offset, bytes }: BackwardLine): void {
    for (const record of readDamaged(bytes).records) {
      // The line's bytes are valid only until more is read.
      this.#found.push({ offset: offset + record.at, bytes: Buffer.from(record.bytes), isWhole: true })
    }
  }

  seek(end: number): void {
    this.#found = this.#found.filter(({ offset }) => offset < end)
    this.#lines.seek(this.#found[0]?.offset ?? end)
  }

  lineAt(offset: number, length: number): Promise<Buffer> {
    return this.#lines.lineAt(offset, length)
  }

  /** Another reader of the same file, from another place. */
  from(end: number): BackwardLines {
    return this.#lines.from(end)
  }
}
