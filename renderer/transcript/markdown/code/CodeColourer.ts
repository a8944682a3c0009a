/**
 * Colours code in a worker, one text at a time, and remembers what came of it. A text that takes too long costs the
 * worker, never the page: it is ended, the text stays plain, and the next text gets a new one. One for the whole page
 * (`ColourContext.ts`).
 */
import type { ColourAnswer, ColourRequest } from './answerColours.ts'
import type { CodeRun } from './colourCode.ts'
import type { GrammarName } from './grammarOf.ts'

export type CodeColours = readonly CodeRun[] | null

/** What a `Worker` is to this. */
export interface ColourPort {
  onmessage: ((event: MessageEvent<ColourAnswer>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  postMessage: (request: ColourRequest) => void
  terminate: () => void
}

interface Wish {
  readonly key: string
  readonly grammar: GrammarName
  readonly code: string
  readonly takers: Set<(colours: CodeColours) => void>
}

/** Milliseconds. The longest code that is coloured takes a tenth of it. */
const PATIENCE = 1_500
/** Each text that took too long halves the patience with its grammar, down to this. */
const LEAST_PATIENCE = 150
/** For the files of the worker and of its grammar to come. */
const PATIENCE_WITH_FILES = 20_000
/** Characters of all texts that are remembered. */
const MEMORY = 4_000_000

export class CodeColourer {
  readonly #start: () => ColourPort
  readonly #remembered = new Map<string, CodeColours>()
  #rememberedLength = 0
  readonly #patience = new Map<GrammarName, number>()
  readonly #wishes = new Map<string, Wish>()
  #port: ColourPort | null = null
  #current: { readonly id: number; readonly wish: Wish } | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #lastId = 0

  constructor(start: () => ColourPort) {
    this.#start = start
  }

  /** Undefined while nothing is known of it; null when it has no colours. */
  known(grammar: GrammarName, code: string): CodeColours | undefined {
    return this.#remembered.get(keyOf(grammar, code))
  }

  /** Tells the colours once they are known. Who no longer wants them calls what it returns. */
  ask(grammar: GrammarName, code: string, take: (colours: CodeColours) => void): () => void {
    const key = keyOf(grammar, code)
    const known = this.#remembered.get(key)
    if (known !== undefined) {
      take(known)
      return () => undefined
    }
    const wish = this.#wishes.get(key) ?? { key, grammar, code, takers: new Set() }
    wish.takers.add(take)
    this.#wishes.set(key, wish)
    this.#next()
    return () => {
      wish.takers.delete(take)
      if (wish.takers.size === 0 && this.#current?.wish !== wish) this.#wishes.delete(key)
    }
  }

  /** Ends the worker; who still waits is told that there are no colours. */
  close(): void {
    this.#end()
    for (const wish of this.#wishes.values()) this.#settle(wish, null, false)
  }

  #next(): void {
    const [wish] = this.#wishes.values()
    if (this.#current !== null || wish === undefined) return
    this.#lastId += 1
    const { grammar, code } = wish
    this.#current = { id: this.#lastId, wish }
    this.#wait(PATIENCE_WITH_FILES, false)
    try {
      this.#port ??= this.#open()
      this.#port.postMessage({ id: this.#lastId, grammar, code })
    } catch {
      // No workers here: everything stays plain.
      this.#finish(null, false)
    }
  }

  #open(): ColourPort {
    const port = this.#start()
    port.onmessage = ({ data }) => this.#take(data)
    port.onerror = () => {
      this.#end()
      this.#finish(null, false)
    }
    return port
  }

  #take(answer: ColourAnswer): void {
    if (this.#current?.id !== answer.id) return
    const { grammar } = this.#current.wish
    if (answer.type === 'begun') this.#wait(this.#patience.get(grammar) ?? PATIENCE, true)
    else if (answer.type === 'coloured') this.#finish(answer.runs, true)
    else this.#finish(null, false)
  }

  #wait(milliseconds: number, isColouring: boolean): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#end()
      const grammar = this.#current?.wish.grammar
      if (isColouring && grammar !== undefined)
        this.#patience.set(grammar, Math.max(LEAST_PATIENCE, milliseconds / 2))
      this.#finish(null, isColouring)
    }, milliseconds)
  }

  #end(): void {
    clearTimeout(this.#timer)
    this.#port?.terminate()
    this.#port = null
  }

  #finish(colours: CodeColours, isFinal: boolean): void {
    clearTimeout(this.#timer)
    const wish = this.#current?.wish
    this.#current = null
    if (wish) this.#settle(wish, colours, isFinal)
    this.#next()
  }

  #settle(wish: Wish, colours: CodeColours, isFinal: boolean): void {
    this.#wishes.delete(wish.key)
    if (isFinal) this.#remember(wish.key, colours)
    for (const take of wish.takers) take(colours)
  }

  #remember(key: string, colours: CodeColours): void {
    this.#remembered.set(key, colours)
    this.#rememberedLength += key.length
    for (const oldest of this.#remembered.keys()) {
      if (this.#rememberedLength <= MEMORY) break
      this.#remembered.delete(oldest)
      this.#rememberedLength -= oldest.length
    }
  }
}

function keyOf(grammar: GrammarName, code: string): string {
  return `${grammar} ${code}`
}
