/**
 * The token of a link, kept by this tab until its browser has a key of its own (`keptKey.ts`): for a reload in
 * the first moments, and where the browser keeps no keys. It ends with the start of Skein that made it.
 */
const KEY = 'skein.token'

/** Null when there is none, or storage is off. */
export function readKeptToken(): string | null {
  try {
    return window.sessionStorage.getItem(KEY)
  } catch {
    return null
  }
}

/** Without storage this tab works with what it holds, and a reload needs the link again. */
export function keepToken(token: string): void {
  try {
    window.sessionStorage.setItem(KEY, token)
  } catch {
    // Storage is off or full.
  }
}

export function forgetToken(): void {
  try {
    window.sessionStorage.removeItem(KEY)
  } catch {
    // Storage is off: there is nothing.
  }
}
