/**
 * How pages in a browser get the token of a new start, and tell Skein from whoever else answers at its address.
 * Kept by `createServer`, asked by `routes/handover.ts`; the other end is `renderer/connection/handover.ts`.
 *
 * Against whom: another user of this machine, who can bind the port while Skein is off, serve pages of their own
 * at its address, and talk to any Skein that runs; who cannot read this person's files or memory.
 *
 * - The token is new at each start, so one that was told to somebody while Skein was off opens nothing.
 * - A page keeps a key, not a token: one that the browser uses and gives to nobody (`extractable: false`), so what can
 *   be read in the storage of the address is of no use anywhere else.
 * - Whoever cannot seal for a page's question is told nothing: no token, no draft, no message.
 * - What is sealed is bound to the address it was asked from, and so is the key: somebody at Skein's old port who
 *   passes the questions on to Skein at its new one gets answers that do not open.
 * - The server keeps no list: a key follows from its id, its address and a secret in the data folder. Without that
 *   file no key there is opens anything.
 *
 * What it cannot do: a page of somebody else that was opened at Skein's address, and is still open in this browser
 * when Skein is back at that very port, is to the browser the same as a page of Skein's.
 */
import { createCipheriv, createHmac, randomBytes } from 'node:crypto'
import type { HandoverRequest, PageKey, SealedToken } from '../../shared/pageKey.ts'
import { sealedFor } from '../../shared/sealedFor.ts'

export interface PageKeys {
  /** A new key for a page at this address; null when pages do not come in from there. */
  issue(origin: string | undefined): PageKey | null
  /** The token, for whoever has the key; null when pages do not come in from there. */
  seal(request: HandoverRequest, origin: string | undefined): SealedToken | null
}

export interface PageKeysOptions {
  /** 32 bytes that outlive the start. */
  readonly secret: Buffer
  /** The token of this start. */
  readonly token: string
  /** Known only once the server listens. */
  readonly port: () => number
  readonly devOrigin?: string
}

export function createPageKeys({ secret, token, port, devOrigin }: PageKeysOptions): PageKeys {
  // `localhost` may be somebody else's `::1`; what is asked from there might be passed on.
  const isOurs = (origin: string | undefined): origin is string =>
    origin !== undefined && (origin === `http://127.0.0.1:${port()}` || origin === devOrigin)
  const keyOf = (id: string, origin: string): Buffer =>
    createHmac('sha256', secret).update(['skein page key', origin, id].join('\n')).digest()
  return {
    issue: (origin) => {
      if (!isOurs(origin)) return null
      const id = randomBytes(16).toString('base64url')
      return { id, key: keyOf(id, origin).toString('base64url') }
    },
    seal: ({ id, nonce }, origin) => {
      if (!isOurs(origin)) return null
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyOf(id, origin), iv)
      cipher.setAAD(Buffer.from(sealedFor({ origin, id, nonce })))
      const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return { iv: iv.toString('base64url'), sealed: sealed.toString('base64url') }
    }
  }
}
