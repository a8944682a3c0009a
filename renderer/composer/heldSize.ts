/**
 * Holds the size of a text box that grows with its words, from letter to letter: as long as its lines stay what
 * they are, a letter is laid out in the box alone and not in all of the page. Whenever a letter may change the
 * size, and soon after the last one, the style sheet decides again. Used by the message box.
 */

export interface HeldSize {
  /** The words were changed by other means than typing: the size is not what it was. */
  readonly check: () => void
  /** Ends the holding. */
  readonly end: () => void
}

interface Held {
  /** All lines, in pixels. */
  readonly lines: number
  /** Cannot become smaller. */
  readonly isSmallest: boolean
  length: number
}

/** Milliseconds after the last letter: what else may change the size is never typed. */
const REST_MS = 500

export function holdSize(box: HTMLTextAreaElement): HeldSize {
  let held: Held | null = null
  let typedAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function hold(): void {
    const height = box.offsetHeight
    if (height === 0) return // nothing is laid out
    const smallest = Number.parseFloat(getComputedStyle(box).minHeight)
    held = { lines: box.scrollHeight, isSmallest: height <= smallest, length: box.textLength }
    box.style.height = `${height}px`
    // A box in which a layout can begin; see "What a key causes" in docs/benchmarks.md.
    box.style.contain = 'size layout paint'
    timer ??= setTimeout(releaseLater, REST_MS)
  }

  function release(): void {
    if (held === null) return
    held = null
    box.style.removeProperty('height')
    box.style.removeProperty('contain')
  }

  function releaseLater(): void {
    const left = typedAt + REST_MS - performance.now()
    timer = left > 0 ? setTimeout(releaseLater, left) : undefined
    if (left <= 0) release()
  }

  /** To know where a letter stands, the browser has laid out the box before this event: to ask costs nothing. */
  function onInput(): void {
    typedAt = performance.now()
    if (held === null) return hold()
    const isShorter = box.textLength < held.length
    if (box.scrollHeight !== held.lines || (isShorter && !held.isSmallest)) return release()
    held.length = box.textLength
  }

  box.addEventListener('input', onInput)
  box.addEventListener('blur', release)
  window.addEventListener('resize', release)
  return {
    check: () => {
      if (held !== null && box.textLength !== held.length) release()
    },
    end: () => {
      box.removeEventListener('input', onInput)
      box.removeEventListener('blur', release)
      window.removeEventListener('resize', release)
      clearTimeout(timer)
      release()
    }
  }
}
