/** What a person should know of the app itself, until it is over. Owned by `SessionCatalog`; shown by `GET /api/status`. */
import type { Failure } from '../../../shared/errors.ts'

export class Problems {
  #all: readonly Failure[] = []
  readonly #changed: () => void

  constructor(changed: () => void) {
    this.#changed = changed
  }

  list(): readonly Failure[] {
    return this.#all
  }

  /** One of perhaps many of its kind: two sessions may be damaged. */
  tell(problem: Failure): void {
    if (this.#all.some((other) => isSame(other, problem))) return
    this.#all = [...this.#all, problem]
    this.#changed()
  }

  /** How it stands now with something of which there is but one: what was told of it before is over. */
  update(problem: Failure): void {
    const others = this.#all.filter(({ code }) => code !== problem.code)
    if (others.length === this.#all.length - 1 && this.#all.some((other) => isSame(other, problem))) return
    this.#all = [...others, problem]
    this.#changed()
  }

  over(code: string): void {
    this.#keepOnly((problem) => problem.code !== code)
  }

  /** This one of its kind is over. */
  withdraw(problem: Failure): void {
    this.#keepOnly((other) => !isSame(other, problem))
  }

  #keepOnly(stays: (problem: Failure) => boolean): void {
    const left = this.#all.filter(stays)
    if (left.length === this.#all.length) return
    this.#all = left
    this.#changed()
  }
}

function isSame(one: Failure, other: Failure): boolean {
  return one.code === other.code && one.message === other.message
}
