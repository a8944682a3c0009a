/** What a person should know of the app itself, until it is over. Owned by `SessionCatalog`; shown by `GET /api/status`. */
import type { Failure } from '../../shared/errors.ts'

export class Problems {
  readonly #byCode = new Map<string, Failure>()
  readonly #changed: () => void

  constructor(changed: () => void) {
    this.#changed = changed
  }

  list(): readonly Failure[] {
    return [...this.#byCode.values()]
  }

  tell(problem: Failure): void {
    if (this.#byCode.get(problem.code)?.message === problem.message) return
    this.#byCode.set(problem.code, problem)
    this.#changed()
  }

  over(code: string): void {
    if (this.#byCode.delete(code)) this.#changed()
  }
}
