/**
 * The definitions of a text that grows: the first of a label wins, none is ever taken back. What is given out does not
 * change when more come, and shares its content with what was given out before: a text of 20,000 definitions is no
 * more work than its length. Owned by the cutter (`cutBlocks.ts`).
 */
import type { Definition, Definitions } from './block.ts'

export interface NewDefinition {
  readonly label: string
  readonly meaning: Definition
}

export class DefinitionList {
  readonly #placed = new Map<string, { readonly place: number; readonly meaning: Definition }>()
  #latest: Definitions = this.#first(0, null)

  /** Those so far; keeps its identity until there is one more. */
  get all(): Definitions {
    return this.#latest
  }

  add({ label, meaning }: NewDefinition): void {
    if (this.#placed.has(label)) return
    this.#placed.set(label, { place: this.#placed.size, meaning })
    this.#latest = this.#first(this.#placed.size, null)
  }

  /** Those so far and one more that is not kept: the line it stands on still grows. */
  with(more: NewDefinition): Definitions {
    return this.#placed.has(more.label) ? this.#latest : this.#first(this.#placed.size, more)
  }

  #first(count: number, more: NewDefinition | null): Definitions {
    const placed = this.#placed
    return {
      size: count + (more === null ? 0 : 1),
      get: (label) => {
        if (label === more?.label) return more.meaning
        const found = placed.get(label)
        return found !== undefined && found.place < count ? found.meaning : undefined
      },
      *[Symbol.iterator]() {
        for (const [label, { place, meaning }] of placed) if (place < count) yield [label, meaning] as const
        if (more !== null) yield [more.label, more.meaning] as const
      }
    }
  }
}
