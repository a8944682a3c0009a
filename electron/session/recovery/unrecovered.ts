/**
 * The journals of the last run that could not be brought into their transcripts yet: told to the person, each reason
 * once, until none is left that failed for it. Owned by `SessionCatalog`.
 */
import { messageOf } from '../../../shared/errors.ts'
import type { Failure } from '../../../shared/errors.ts'
import { ourFailure } from '../../ourFailure.ts'
import type { Problems } from '../live/problems.ts'

export class Unrecovered {
  readonly #problems: Pick<Problems, 'tell' | 'withdraw'>
  /** What is told of each file, or of their folder when it could not be listed. */
  readonly #told = new Map<string, Failure>()

  constructor(problems: Pick<Problems, 'tell' | 'withdraw'>) {
    this.#problems = problems
  }

  has(file: string): boolean {
    return this.#told.has(file)
  }

  failed(file: string, error: unknown): void {
    const problem = ourFailure('recovery_failed', { reason: messageOf(error) })
    const before = this.#told.get(file)
    if (before?.message === problem.message) return
    this.#told.set(file, problem)
    this.#problems.tell(problem)
    if (before !== undefined) this.#withdraw(before)
  }

  /** It is recovered, or gone. */
  over(file: string): void {
    const problem = this.#told.get(file)
    if (problem === undefined) return
    this.#told.delete(file)
    this.#withdraw(problem)
  }

  #withdraw(problem: Failure): void {
    const isToldOfOthers = [...this.#told.values()].some(({ message }) => message === problem.message)
    if (!isToldOfOthers) this.#problems.withdraw(problem)
  }
}
