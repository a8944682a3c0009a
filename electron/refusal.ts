/** Thrown inside the server to leave any door with a code, a sentence and an HTTP status. */
import type { Parameters } from '../shared/errors.ts'
import type { SentenceCode } from '../shared/words/en/sentences.ts'
import { ourFailure } from './ourFailure.ts'
import type { OurFailure } from './ourFailure.ts'

export class Refusal extends Error {
  readonly code: SentenceCode
  /** Of HTTP. */
  readonly status: number
  readonly #failure: OurFailure

  /** @param parameters what the sentence of the code names, in every language */
  constructor(status: number, code: SentenceCode, parameters?: Parameters, options?: ErrorOptions) {
    const failure = ourFailure(code, parameters)
    super(failure.message, options)
    this.name = 'Refusal'
    this.code = code
    this.status = status
    this.#failure = failure
  }

  get parameters(): Parameters | undefined {
    return this.#failure.parameters
  }

  toFailure(): OurFailure {
    return this.#failure
  }
}
