/**
 * Finds all of many words in a text in one pass, whatever their case (Aho-Corasick): the work is the same
 * for every character, however the text was made. Letters beyond ASCII end every word. Used by
 * `maskSecrets.ts`.
 */

/** What follows from a word that was found. */
interface FoundWord<T> {
  readonly length: number
  readonly meaning: T
}

/** Where a search stands; one for each text. */
interface FinderPlace {
  at: number
  state: number
}

export interface KeywordFinder<T> {
  /** Moves on to behind the next word and answers what ends there; null at `until`. */
  next(text: string, place: FinderPlace, until: number): readonly FoundWord<T>[] | null
}

interface Node<T> {
  readonly next: Map<number, number>
  readonly found: FoundWord<T>[]
  fallback: number
}

/** @param words ASCII, any case; a word may stand there more than once. */
export function createKeywordFinder<T>(words: readonly (readonly [string, T])[]): KeywordFinder<T> {
  const nodes = treeOf(words)
  const { kinds, width } = kindsOf(words)
  const table = new Uint16Array(nodes.length * width)
  fillTable(nodes, kinds, width, table)
  const ends = Uint8Array.from(nodes, ({ found }) => (found.length > 0 ? 1 : 0))
  const found = nodes.map((node) => node.found)
  return {
    next(text, place, until) {
      let { at, state } = place
      while (at < until) {
        const code = text.charCodeAt(at)
        at += 1
        state = code < 128 ? (table[state * width + (kinds[code] ?? 0)] ?? 0) : 0
        if (ends[state] === 1) {
          place.at = at
          place.state = state
          return found[state] ?? null
        }
      }
      place.at = at
      place.state = state
      return null
    }
  }
}

function treeOf<T>(words: readonly (readonly [string, T])[]): Node<T>[] {
  const nodes: Node<T>[] = [{ next: new Map(), found: [], fallback: 0 }]
  for (const [word, meaning] of words) {
    let node = 0
    for (const code of codesOf(word)) {
      const known = nodes[node]?.next.get(code)
      if (known === undefined) {
        nodes.push({ next: new Map(), found: [], fallback: 0 })
        nodes[node]?.next.set(code, nodes.length - 1)
        node = nodes.length - 1
      } else node = known
    }
    nodes[node]?.found.push({ length: word.length, meaning })
  }
  return nodes
}

/** Characters that stand in no word are one kind, 0; a capital is the kind of its small letter. */
function kindsOf<T>(words: readonly (readonly [string, T])[]): { kinds: Uint8Array; width: number } {
  const kinds = new Uint8Array(128)
  let width = 1
  for (const code of new Set(words.flatMap(([word]) => codesOf(word)))) {
    kinds[code] = width
    const capital = String.fromCharCode(code).toUpperCase().charCodeAt(0)
    if (capital < 128) kinds[capital] = width
    width += 1
  }
  return { kinds, width }
}

/** Breadth first: a node's fallback is nearer to the root, and finished before it. */
function fillTable<T>(nodes: Node<T>[], kinds: Uint8Array, width: number, table: Uint16Array): void {
  const queue = [0]
  for (const at of queue) {
    const node = nodes[at]
    if (node === undefined) continue
    if (at !== 0) {
      table.copyWithin(at * width, node.fallback * width, (node.fallback + 1) * width)
      node.found.push(...(nodes[node.fallback]?.found ?? []))
    }
    for (const [code, next] of node.next) {
      const kind = kinds[code] ?? 0
      const child = nodes[next]
      if (child) child.fallback = at === 0 ? 0 : (table[node.fallback * width + kind] ?? 0)
      table[at * width + kind] = next
      queue.push(next)
    }
  }
}

function codesOf(word: string): number[] {
  return Array.from(word.toLowerCase(), (character) => character.charCodeAt(0))
}
