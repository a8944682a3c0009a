/**
 * How a page that begins in a browser comes in. The key this browser keeps goes first: a token from the address may
 * have been put there by any web page, and never takes the place of what is good. Asked by endpoint.ts, and by
 * early.ts before it (so without zod).
 */
import { askForToken } from './handover.ts'
import { mayHaveKey, readKeptKey } from './keptKey.ts'
import type { KeptKey } from './keptKey.ts'
import { keepToken, readKeptToken } from './keptToken.ts'

declare global {
  interface Window {
    /** From early.ts to main.tsx. */
    skeinFound?: Promise<FoundInBrowser | null>
  }
}

export interface FoundInBrowser {
  readonly token: string
  readonly key: KeptKey | null
  /** False when the server has gone away since it gave this page: then there is no token yet. */
  readonly isProven: boolean
}

export interface PageOrigin {
  readonly url: string
  readonly origin: string
  readonly send?: typeof fetch
}

/**
 * @param linked the token in the address
 * @returns null when nothing opens this server
 */
export async function findInBrowser(
  linked: string | null,
  { url, origin, send = (input, init) => fetch(input, init) }: PageOrigin
): Promise<FoundInBrowser | null> {
  if (linked === null || mayHaveKey()) {
    const key = await readKeptKey()
    const answer = key === null ? null : await askForToken(key, { url, origin, send })
    if (answer?.kind === 'proven') return { token: answer.token, key, isProven: true }
    if (answer?.kind === 'unreachable') return { token: '', key, isProven: false }
  }
  if (linked !== null) keepToken(linked)
  const token = linked ?? readKeptToken()
  return token === null ? null : { token, key: null, isProven: true }
}

/** What early.ts has found; null when it has not looked, or found nothing. Once. */
export async function takeFoundEarly(): Promise<FoundInBrowser | null> {
  const found = window.skeinFound
  window.skeinFound = Promise.resolve(null)
  return (await found) ?? null
}
