/**
 * What emphasis begins at a place of a text, for a lexer that goes through it from left to right and reads what is
 * inside a mark as a text of its own. One reader for each text that is lexed: each run of text is walked through once.
 */
import { emphasisIn } from './emphasis.ts'
import type { Emphasis } from './emphasis.ts'
import { readMath } from './mathSource.ts'

/** The pair that begins where a lexer stands. */
export interface EmphasisFound {
  readonly kind: Emphasis['kind']
  readonly raw: string
  /** Markdown between the marks. */
  readonly text: string
}

/** Remembers the pairs of each run, so that a lexer that asks at every mark costs one walk. One per lexer. */
export class EmphasisReader {
  readonly #pairs = new Map<string, ReadonlyMap<number, Emphasis>>()

  /**
   * @param rest of the run of text, from the mark on
   * @param masked the whole run with what is no text masked, of the same length
   */
  read(rest: string, masked: string): EmphasisFound | null {
    const offset = masked.length - rest.length
    const found = this.#pairsIn(rest, masked, offset).get(offset)
    if (found === undefined) return null
    const raw = rest.slice(0, found.end - offset)
    const width = found.kind === 'em' ? 1 : 2
    return { kind: found.kind, raw, text: raw.slice(width, -width) }
  }

  #pairsIn(rest: string, masked: string, offset: number): ReadonlyMap<number, Emphasis> {
    const known = this.#pairs.get(masked)
    if (known !== undefined) return known
    // Asked first at the first mark: there is none in front of it.
    const pairs = emphasisIn(masked, (at) => {
      const math = at < offset ? null : readMath(rest.slice(at - offset), rest.charAt(at - offset - 1))
      return math === null ? at : at + math.raw.length
    })
    this.#pairs.set(masked, pairs)
    return pairs
  }
}
