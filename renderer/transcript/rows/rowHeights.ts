/**
 * The measured heights of rows by key, kept while the window lives: a session opened again, or a row
 * that comes back, stands where it will stay from its first frame. Heights hold for one width of the
 * transcript; another width forgets them. Owned by the page, read by the virtual list.
 */
const MOST = 40_000

export class RowHeights {
  readonly #heights = new Map<string, number>()
  #width = 0

  /** The height in pixels, undefined when the row has not been measured at this width. */
  recall(key: string): number | undefined {
    return this.#heights.get(key)
  }

  remember(key: string, height: number): void {
    this.#heights.delete(key) // the newest stand last, the oldest are forgotten first
    this.#heights.set(key, height)
    if (this.#heights.size <= MOST) return
    const oldest = this.#heights.keys().next()
    if (oldest.done !== true) this.#heights.delete(oldest.value)
  }

  /** What was measured at another width is not true any more. */
  useWidth(width: number): void {
    if (width === this.#width) return
    this.#heights.clear()
    this.#width = width
  }
}
