/**
 * The steps of a walk that can be given, newest first, and those that wait: what stands beside the chain, until the
 * record that was looked for is found, and rows of the program's, until it is known what hangs beside them. Owned by
 * `thread.ts`.
 */
import type { Step } from './step.ts'

/** Gives no step that may still change its place. */
export class StepQueue {
  readonly #ready: Step[] = []
  readonly #beside: Step[] = []
  readonly #rows: Step[] = []

  /** Nothing can be given: more has to be read. */
  get isEmpty(): boolean {
    return this.#ready.length === 0
  }

  take(): Step | null {
    return this.#ready.shift() ?? null
  }

  /** Waits for the record that is looked for. */
  addBeside(step: Step): void {
    this.#beside.push(step)
  }

  /** The record that was looked for. `siblings`: what hangs on it beside what waited; `waits`: it waits in turn. */
  add(step: Step, siblings: readonly Step[], waits: boolean): void {
    this.#ready.push(...withSiblings(this.#rows.splice(0), siblings), ...this.#beside.splice(0))
    if (waits) this.#rows.push(step)
    else this.#ready.push(step)
  }

  /** The record that is looked for is nowhere: what stands beside the chain is met again. */
  forgetBeside(): void {
    this.#beside.splice(0)
    this.#ready.push(...this.#rows.splice(0))
  }

  /** Nothing more comes. */
  end(): void {
    this.#ready.push(...this.#rows.splice(0), ...this.#beside.splice(0))
  }
}

/** Rows that waited, newest first, with what hangs beside them; where there is such a thing, none is parted from it. */
function withSiblings(rows: readonly Step[], siblings: readonly Step[]): readonly Step[] {
  if (siblings.length === 0) return rows
  const all = [...rows, ...siblings].toSorted((a, b) => b.offset - a.offset)
  return all.map((step) => ({ ...step, isBound: true }))
}
