/**
 * Where a session goes on from: the branch a person chose holds until something is written behind it, and then the newest
 * does. Owned by `SessionPast`; the row keeps the choice.
 */
import { hasGrownPast } from '../../transcript/branch/branchChoice.ts'
import type { BranchChoice } from '../../transcript/branch/branchChoice.ts'

export class ChosenBranch {
  #choice: BranchChoice
  readonly #file: () => Promise<string | null>

  /** `file`: the one the session goes on in, null while there is none. */
  constructor(choice: BranchChoice, file: () => Promise<string | null>) {
    this.#choice = choice
    this.#file = file
  }

  get choice(): BranchChoice {
    return this.#choice
  }

  /** See `SessionPast.head`. */
  async head(): Promise<string | null | undefined> {
    const { head } = this.#choice
    if (head === null) return undefined
    const file = await this.#file()
    return file !== null && (await hasGrownPast(file, head.size)) ? undefined : head.at
  }

  /** Forgets a choice that has been written past. */
  async settle(): Promise<BranchChoice> {
    if (this.#choice.head !== null && (await this.head()) === undefined) {
      this.#choice = { ...this.#choice, head: null }
    }
    return this.#choice
  }

  choose(choice: BranchChoice): void {
    this.#choice = choice
  }
}
