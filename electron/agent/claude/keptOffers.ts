/** What was offered in each folder, for a while: asking costs a process. Owned by `claudeAgent.ts`. */
import { messageOf } from '../../../shared/errors.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { Asking, Offer } from './askOffer.ts'

const KEPT_MS = 10 * 60_000
/** Nobody works in more folders at once; each holds some 10 KB. */
const MAX_KEPT = 20

export interface OfferPlace {
  readonly cwd: string
  readonly trusted: boolean
  /** The program a person chose: another one offers other things. */
  readonly path: string | null
}

export interface KeptOffersOptions {
  readonly clock: Clock
  readonly log: Log
  readonly ask: (place: OfferPlace) => Asking
  /** When it cannot be asked; not kept, so that the next question asks again. */
  readonly otherwise: Offer
}

export class KeptOffers {
  readonly #options: KeptOffersOptions
  readonly #kept = new Map<string, { readonly at: number; readonly offer: Promise<Offer> }>()
  readonly #asking = new Set<Asking>()

  constructor(options: KeptOffersOptions) {
    this.#options = options
  }

  /** Never rejects. Two who ask at once ask once. */
  async of(place: OfferPlace): Promise<Offer> {
    const { clock, log, otherwise } = this.#options
    const key = JSON.stringify([place.cwd, place.trusted, place.path])
    const now = clock.now().getTime()
    const kept = this.#kept.get(key)
    if (kept && now - kept.at < KEPT_MS) return kept.offer
    const offer = this.#ask(place).catch((error: unknown) => {
      log.warn({ error: messageOf(error) }, 'Claude Code did not say what it offers')
      // A newer question may have been answered meanwhile.
      if (this.#kept.get(key) === asked) this.#kept.delete(key)
      return otherwise
    })
    const asked = { at: now, offer }
    this.#kept.delete(key)
    this.#kept.set(key, asked)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MAX_KEPT) break
      this.#kept.delete(oldest)
    }
    return offer
  }

  /** Resolves when no process that was asked is left. */
  async close(): Promise<void> {
    await Promise.all([...this.#asking].map((asking) => asking.close()))
  }

  async #ask(place: OfferPlace): Promise<Offer> {
    const asking = this.#options.ask(place)
    this.#asking.add(asking)
    try {
      return await asking.answer
    } finally {
      void this.#forget(asking) // its end is waited for by `close` only
    }
  }

  async #forget(asking: Asking): Promise<void> {
    await asking.close()
    this.#asking.delete(asking)
  }
}
