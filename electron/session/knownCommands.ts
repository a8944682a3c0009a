/** The ids of commands that were carried out, so that one sent twice is carried out once. Owned by `SessionHost`. */
import { messagesOf } from '../../shared/evolve.ts'
import type { SessionState } from '../../shared/evolve.ts'

const remembered = 10_000

export class KnownCommands {
  readonly #ids = new Set<string>()

  /** A message carries the id of the command that sent it. */
  constructor(state: SessionState) {
    for (const { id } of [...messagesOf(state), ...state.queue]) this.#ids.add(id)
  }

  has(id: string): boolean {
    return this.#ids.has(id)
  }

  add(id: string): void {
    this.#ids.add(id)
    if (this.#ids.size <= remembered) return
    for (const oldest of this.#ids) {
      this.#ids.delete(oldest)
      return
    }
  }
}
