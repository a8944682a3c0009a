/**
 * Asks whoever answers at this page's address for the token of this start. Only Skein can seal it for the key this
 * browser keeps, so what opens proves the server, and nothing has been told before (`electron/server/pageKeys.ts`).
 * Called when a page begins, by early.ts too (so without zod), and after a connection was lost.
 */
import { parseJson } from '../../shared/parseJson.ts'
import { sealedFor } from '../../shared/sealedFor.ts'
import { importKey } from './keptKey.ts'
import type { KeptKey } from './keptKey.ts'

export type HandedOver =
  | { readonly kind: 'proven'; readonly token: string }
  /** Somebody answers who is not the Skein this browser knows. */
  | { readonly kind: 'unproven' }
  | { readonly kind: 'unreachable' }

export interface AskedServer {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string
  /** Of this page. */
  readonly origin: string
  readonly send: typeof fetch
}

/** Milliseconds an answer may take; nothing has to be read or worked out for it. */
const PATIENCE_MS = 5_000

/** Never rejects. */
export async function askForToken(kept: KeptKey, { url, origin, send }: AskedServer): Promise<HandedOver> {
  const nonce = toText(crypto.getRandomValues(new Uint8Array(16)))
  const answer = await ask(new URL('/api/handover', url).href, { id: kept.id, nonce }, send)
  if (answer === 'unreachable') return { kind: 'unreachable' }
  const [iv, sealed] = [bytesIn(answer, 'iv'), bytesIn(answer, 'sealed')]
  if (iv === null || sealed === null) return { kind: 'unproven' }
  try {
    const additionalData = new TextEncoder().encode(sealedFor({ origin, id: kept.id, nonce }))
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, kept.key, sealed)
    return { kind: 'proven', token: new TextDecoder().decode(opened) }
  } catch {
    return { kind: 'unproven' } // It was sealed by somebody else, for another question, or for another address.
  }
}

/** A key for this browser; null when the server gives none, or this browser can use none. Never rejects. */
export async function askForKey(url: string, token: string, send: typeof fetch): Promise<KeptKey | null> {
  const answer = await ask(new URL('/api/page-keys', url).href, null, send, {
    Authorization: `Bearer ${token}`
  })
  const key = bytesIn(answer, 'key')
  const id = fieldOf(answer, 'id')
  if (key === null || id === null) return null
  try {
    return await importKey(id, key)
  } catch {
    return null
  }
}

async function ask(
  url: string,
  body: object | null,
  send: typeof fetch,
  headers: Record<string, string> = {}
): Promise<unknown> {
  let response: Response
  let text: string
  try {
    response = await send(url, {
      method: 'POST',
      headers: { ...headers, ...(body === null ? null : { 'Content-Type': 'application/json' }) },
      ...(body === null ? null : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS)
    })
    text = await response.text()
  } catch {
    return 'unreachable'
  }
  return response.ok ? parseJson(text) : null
}

function fieldOf(answer: unknown, name: string): string | null {
  if (typeof answer !== 'object' || answer === null) return null
  const value: unknown = Object.entries(answer).find(([key]) => key === name)?.[1]
  return typeof value === 'string' && value.length <= 1_000 ? value : null
}

function bytesIn(answer: unknown, name: string): Uint8Array<ArrayBuffer> | null {
  const text = fieldOf(answer, name)
  if (text === null || !/^[\w-]+$/u.test(text)) return null
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}

function toText(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
