/** What was offered in each folder, for a while: asking costs a process. Owned by `claudeAgent.ts`. */
import { messageOf } from '../../../shared/errors.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { Offer } from './askOffer.ts'

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
  readonly ask: (place: OfferPlace) => Promise<Offer>
  /** When it cannot be asked; not kept, so that the next question asks again. */
  readonly otherwise: Offer
}

export class KeptOffers {
  readonly #options: KeptOffersOptions
  readonly #kept = new Map<string, { readonly at: number; readonly offer: Promise<Offer> }>()

  constructor(options: KeptOffersOptions) {
    this.#options = options
  }

  /** Never rejects. Two who ask at once ask once. */
  async of(place: OfferPlace): Promise<Offer> {
    const { clock, log, ask, otherwise } = this.#options
    const key = JSON.stringify([place.cwd, place.trusted, place.path])
    const now = clock.now().getTime()
    const kept = this.#kept.get(key)
    if (kept && now - kept.at < KEPT_MS) return kept.offer
    const offer = ask(place).catch((error: unknown) => {
      log.warn({ error: messageOf(error) }, 'Claude Code did not say what it offers')
      this.#kept.delete(key)
      return otherwise
    })
    this.#kept.delete(key)
    this.#kept.set(key, { at: now, offer })
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MAX_KEPT) break
      this.#kept.delete(oldest)
    }
    return offer
  }
}
