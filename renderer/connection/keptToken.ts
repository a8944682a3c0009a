/** The token of browser mode, as this browser keeps it for reloads and new tabs. */

const KEY = 'skein.token'

/** Null when there is none, or storage is off: then there is no token but the one in the link. */
export function readKeptToken(): string | null {
  try {
    return window.localStorage.getItem(KEY)
  } catch {
    return null
  }
}

/** Without storage this tab works with what it holds, and a reload needs the link again. */
export function keepToken(token: string): void {
  try {
    window.localStorage.setItem(KEY, token)
  } catch {
    // Storage is off or full.
  }
}
