/**
 * Lines a walk has passed by because they do not lie on its chain, by the record they follow: some
 * turn out to belong to it (results of parallel tools). Only places are kept, never bytes. Used by
 * `thread.ts`.
 */
import type { BackwardLine } from '../lines/backwardLines.ts'

/** Where the line lies, in bytes of the file. */
export interface HeldLine {
  readonly offset: number
  readonly length: number
}

/** By the record they follow; what the walk has left behind for certain is forgotten. */
export class HeldLines {
  /** Up to the record of the chain that was kept last. */
  #settled = new Map<string, HeldLine[]>()
  /** Since then: when that record's parent is nowhere, all of these will be met again. */
  #recent = new Map<string, HeldLine[]>()

  /** What was taken for steps that may not be on the page any more. */
  #taken: HeldLine[] = []

  hold(parent: string, { offset, bytes }: BackwardLine): void {
    const line = { offset, length: bytes.length }
    const siblings = this.#recent.get(parent)
    if (siblings === undefined) this.#recent.set(parent, [line])
    else siblings.push(line)
  }

  /** A record of the chain was kept: what is held so far stays held. */
  settle(): void {
    if (this.#recent.size === 0) return
    const [settled, recent] = [this.#settled, this.#recent]
    this.#recent = new Map()
    // The smaller into the larger: of a walk in vain the recent ones are the most by far.
    if (settled.size < recent.size) {
      for (const [parent, lines] of settled) recent.set(parent, [...lines, ...(recent.get(parent) ?? [])])
      this.#settled = recent
    } else {
      for (const [parent, lines] of recent) settled.set(parent, [...(settled.get(parent) ?? []), ...lines])
    }
  }

  /** Forgets what was held since a record was kept last, at no cost: it will be met again. */
  forgetRecent(): void {
    this.#recent = new Map()
  }

  /** Those that follow `uuid`, oldest first; they are held no longer. Null when there are none. */
  take(uuid: string): HeldLine[] | null {
    const lines = this.#linesOf(uuid)
    if (lines === null) return null
    this.#settled.delete(uuid)
    this.#recent.delete(uuid)
    this.#taken.push(...lines)
    return lines.toReversed()
  }

  /** Gives back what was taken and belongs elsewhere, oldest first. */
  holdAgain(parent: string, lines: readonly HeldLine[]): void {
    if (lines.length > 0) this.#settled.set(parent, lines.toReversed())
  }

  /** What has been taken so far is on the page. */
  forgetTaken(): void {
    if (this.#taken.length > 0) this.#taken = []
  }

  has(uuid: string): boolean {
    return this.#settled.has(uuid) || this.#recent.has(uuid)
  }

  /** All that are held, by what they follow. */
  entries(): (readonly [string, readonly HeldLine[]])[] {
    const parents = new Set([...this.#settled.keys(), ...this.#recent.keys()])
    return Array.from(parents, (parent) => [parent, this.#linesOf(parent) ?? []] as const)
  }

  /** Where the last line, held or taken, ends that ends at most `reach` bytes behind `offset`; else `offset`. */
  endWithin(offset: number, reach: number): number {
    let end = offset
    const reachTo = (lines: readonly HeldLine[]): void => {
      for (const line of lines) {
        const after = line.offset + line.length
        if (after > end && after - offset <= reach) end = after
      }
    }
    reachTo(this.#taken)
    for (const held of [this.#settled, this.#recent]) held.forEach(reachTo)
    return end
  }

  /** Newest first. */
  #linesOf(uuid: string): HeldLine[] | null {
    const [settled, recent] = [this.#settled.get(uuid), this.#recent.get(uuid)]
    if (settled === undefined || recent === undefined) return settled ?? recent ?? null
    return [...settled, ...recent]
  }
}
