/**
 * The server as a page in a browser knows it: the token it takes now, and whether it has shown that it is the Skein
 * this page came from. After a connection was lost somebody else may answer at its address, so nothing is told
 * until it has. Asked by the sockets and by the HTTP client; a window of the desktop app has none, because its server
 * lives and dies with it.
 */
import { ourFailure } from '../strings/sentenceOf.ts'
import { askForKey, askForToken } from './handover.ts'
import { keepKey } from './keptKey.ts'
import type { KeptKey } from './keptKey.ts'
import { forgetToken } from './keptToken.ts'
import { RequestFailure } from './requestFailure.ts'

/** What sockets and requests need of it. */
export interface ServerProof {
  /** What opens the server now. */
  readonly token: string
  /**
   * Null while the server may be told things at once; otherwise asks for its proof. Rejects with `RequestFailure`
   * when nobody answers, or somebody else.
   */
  proven(): Promise<void> | null
  /** A connection was lost, or a token refused: whoever answers next shows first who it is. */
  doubt(): void
}

export interface ProvenServerOptions {
  readonly url: string
  readonly origin: string
  readonly token: string
  /** Null until this browser has one. */
  readonly key: KeptKey | null
  /** False when the server was away as the page began. */
  readonly isProven?: boolean
  readonly send?: typeof fetch
}

export class ProvenServer implements ServerProof {
  readonly #url: string
  readonly #origin: string
  readonly #send: typeof fetch
  #token: string
  #key: KeptKey | null
  #isProven: boolean
  /** Counts doubts: a proof that was asked for before the last one is worth nothing. */
  #doubts = 0
  #proving: Promise<void> | null = null

  constructor(options: ProvenServerOptions) {
    this.#url = options.url
    this.#origin = options.origin
    this.#send = options.send ?? ((input, init) => fetch(input, init))
    this.#token = options.token
    this.#key = options.key
    this.#isProven = options.isProven ?? true
  }

  get token(): string {
    return this.#token
  }

  proven(): Promise<void> | null {
    if (this.#isProven) return null
    this.#proving ??= this.#prove().finally(() => {
      this.#proving = null
    })
    return this.#proving
  }

  doubt(): void {
    this.#isProven = false
    this.#doubts += 1
  }

  /** Gets this browser a key, if it has none; afterwards no token is kept. Called once when the page begins. */
  async becomeKnown(): Promise<void> {
    if (this.#key !== null) return
    const key = await askForKey(this.#url, this.#token, this.#send)
    if (key === null) return // The page works; after a restart of Skein it needs the link.
    this.#key = key
    if (await keepKey(key)) forgetToken()
  }

  async #prove(): Promise<void> {
    const before = this.#doubts
    if (this.#key === null) throw new RequestFailure(0, unproven)
    const answer = await askForToken(this.#key, { url: this.#url, origin: this.#origin, send: this.#send })
    switch (answer.kind) {
      case 'unreachable':
        throw new RequestFailure(0, unreachableServer)
      case 'unproven':
        throw new RequestFailure(0, unproven)
      case 'proven':
        this.#token = answer.token
        if (this.#doubts === before) this.#isProven = true
        else throw new RequestFailure(0, unreachableServer)
    }
  }
}

export const unreachableServer = ourFailure('unreachable')

export const unproven = ourFailure('unproven')
