/**
 * Where a walk along a branch stands: the record it looks for, how far it has come, and what it has crossed. Owned by
 * `thread.ts`; `lineSorter.ts` tells of every line where that is to the walk.
 */
import type { BackwardLine } from '../lines/backwardLines.ts'
import type { PageCursor } from './cursor.ts'
import { needleFor } from './strays.ts'

/** Searches of the whole file for a parent that is not there, before a page goes by file order. */
const LOST_PARENTS = 2

/** One walk's place; changed in place as it goes on. */
export class WalkPlace {
  #wanted: string | null
  /** As the wanted record names itself. */
  #needle: string
  #keptAt: number
  #hasKept: boolean
  /** The offset of the last record beside the chain, or on it: one met again is not shown again. */
  #looseAt: number
  #lost = 0
  #isEnded = false
  /** The boundary that was crossed last, on this page or a newer one: its offset. */
  behind: number | undefined

  /** Offsets are bytes of the file, which has `end`. */
  constructor(cursor: PageCursor | null, end: number) {
    this.#wanted = cursor?.wanted ?? null
    this.#needle = needleFor(this.#wanted)
    this.#keptAt = cursor?.at ?? end
    this.#hasKept = cursor !== null
    this.#looseAt = this.#keptAt
    this.behind = cursor?.behind
  }

  /** The uuid of the record that is looked for; null: whichever comes first. */
  get wanted(): string | null {
    return this.#wanted
  }

  /** The offset of the last record that was kept: the search for a parent begins there. */
  get keptAt(): number {
    return this.#keptAt
  }

  /** Whether a record was kept, on this page or a newer one. */
  get hasKept(): boolean {
    return this.#hasKept
  }

  /** The branch has come to its root. */
  get isEnded(): boolean {
    return this.#isEnded
  }

  end(): void {
    this.#isEnded = true
  }

  /** Whether this may be the record that is looked for. What is read ahead of a cursor may hold it once more. */
  mayBeWanted({ offset, bytes }: BackwardLine): boolean {
    return offset < this.#keptAt && (this.#wanted === null || bytes.includes(this.#needle))
  }

  want(uuid: string | null): void {
    this.#wanted = uuid
    if (uuid !== null) this.#needle = needleFor(uuid)
  }

  /** A record of the branch is kept. `parent`: undefined when it does not say what it follows. */
  keep(offset: number, parent: string | null | undefined): void {
    this.#keptAt = offset
    this.#looseAt = Math.min(this.#looseAt, offset)
    this.#hasKept = true
    const isInFileOrder = parent === undefined || this.#lost > LOST_PARENTS
    this.want(isInFileOrder ? null : parent)
  }

  /** Whether a record beside the chain has not been shown yet. */
  isBeforeLoose(offset: number): boolean {
    return offset < this.#looseAt
  }

  keepLoose(offset: number): void {
    this.#looseAt = offset
  }

  /** The record that is looked for is nowhere. False when none was. */
  loseWanted(): boolean {
    if (this.#wanted === null || this.#keptAt === 0) return false
    this.#lost += 1
    this.#looseAt = this.#keptAt
    return true
  }

  /** Whichever record comes first before `offset` is the next. */
  goOnBefore(offset: number): void {
    this.want(null)
    this.#keptAt = offset
  }
}
