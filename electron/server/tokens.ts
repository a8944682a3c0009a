/**
 * The tokens that open the doors: one for each window, good for as long as the window lives, or the one of
 * browser mode. Asked by `guard.ts`, kept by `createServer`.
 */
import { timingSafeEqual } from 'node:crypto'
import { createToken } from '../token.ts'

export interface IssuedToken {
  readonly token: string
  /** From here on it opens nothing, and the sockets it opened are closed. Idempotent. */
  revoke(): void
}

export class Tokens {
  readonly #good = new Map<string, Buffer>()
  readonly #onRevoke: (token: string) => void
  readonly #fixed: Buffer | null

  /** `fixed` is never revoked: whoever starts browser mode hands it on. */
  constructor(options: { readonly fixed?: string; readonly onRevoke: (token: string) => void }) {
    this.#onRevoke = options.onRevoke
    this.#fixed = options.fixed === undefined ? null : Buffer.from(options.fixed)
    if (options.fixed !== undefined) this.#keep(options.fixed)
  }

  issue(): IssuedToken {
    const token = createToken()
    this.#keep(token)
    return {
      token,
      revoke: () => {
        if (this.#good.delete(token)) this.#onRevoke(token)
      }
    }
  }

  /** Compared in constant time with every one there is. */
  admits(given: string): boolean {
    const bytes = Buffer.from(given)
    let isGood = false
    for (const token of this.#good.values()) if (areEqual(bytes, token)) isGood = true
    return isGood
  }

  /** Whether it is that of browser mode. */
  isFixed(given: string): boolean {
    return this.#fixed !== null && areEqual(Buffer.from(given), this.#fixed)
  }

  #keep(token: string): void {
    this.#good.set(token, Buffer.from(token))
  }
}

function areEqual(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
