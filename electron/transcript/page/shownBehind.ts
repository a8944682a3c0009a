/**
 * Whether a record that follows nothing is shown on a newer page, because it is written again there; and from where on
 * that need not be asked. Owned by `thread.ts`, for a walk that begins at a cursor.
 */
import type { PageCursor } from './cursor.ts'
import { LooseBehind, onceFrom } from './looseBehind.ts'
import type { Reading } from './looseBehind.ts'
import type { Kept } from './step.ts'

/** `cursor`: where the walk begins; null at the newest page, behind which nothing is. */
export interface ShownBehindOptions extends Reading {
  readonly cursor: PageCursor | null
  /** Of a walk whose pages share the file. */
  readonly looseBehind?: LooseBehind
}

/** Of one walk: what stands behind it is read once, when the first record asks. */
export class ShownBehind {
  readonly #options: ShownBehindOptions
  readonly #end: number
  readonly #bytesAt: (offset: number, length: number) => Promise<Buffer>
  /** Records that follow nothing and stand behind this page; null until it is asked. */
  #behind: ReadonlySet<string> | null = null
  #once: number | undefined

  /** `end`: the size of the file, in bytes. */
  constructor(
    options: ShownBehindOptions,
    end: number,
    bytesAt: (offset: number, length: number) => Promise<Buffer>
  ) {
    this.#options = options
    this.#end = end
    this.#bytesAt = bytesAt
    this.#once = options.cursor?.once
  }

  /** See `PageCursor.once`. */
  get once(): number | undefined {
    return this.#once
  }

  async has({ looseId, step: { offset } }: Kept): Promise<boolean> {
    const { cursor } = this.#options
    if (cursor === null || looseId === null || looseId === undefined) return false
    if (this.#once !== undefined && offset >= this.#once) return false
    this.#behind ??= await this.#lookBehind(cursor)
    return this.#behind.has(looseId)
  }

  async #lookBehind({ at }: PageCursor): Promise<ReadonlySet<string>> {
    const { looseBehind } = this.#options
    const known = looseBehind ?? new LooseBehind()
    const behind = await known.at(this.#bytesAt, at, this.#end, this.#options)
    if (looseBehind === undefined) this.#once = await onceFrom(this.#bytesAt, at, behind, this.#options)
    return behind
  }
}
