/** Where sessions were found before, so that whoever asks again has one file looked at and not all folders. */
import type { SessionId } from '../../shared/ids.ts'
import { statOf } from './foreignFolder.ts'

export class KnownPlaces {
  readonly #known = new Map<SessionId, string>()

  /** What `find` says, unless the file is still where it said last. */
  async of(sessionId: SessionId, find: () => Promise<string | null>): Promise<string | null> {
    const known = this.#known.get(sessionId)
    if (known !== undefined && (await statOf(known)) !== null) return known
    const found = await find()
    if (found === null) this.#known.delete(sessionId)
    else this.#known.set(sessionId, found)
    return found
  }
}
