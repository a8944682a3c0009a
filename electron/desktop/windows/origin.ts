/** Which addresses are ours and which may be handed to the system. Called wherever a URL decides. */

/** True when `url` is a page of the server at `own` (`http://127.0.0.1:PORT`). */
export function isOwnPage(url: string, own: string): boolean {
  return originOf(url) === own
}

/** The origin of an address; null for what is no address or has an opaque origin (`data:`, `file:`). */
export function originOf(url: string): string | null {
  const origin = URL.parse(url)?.origin
  return origin === undefined || origin === 'null' ? null : origin
}

/** Links a person may open in their own browser or mail program; nothing that could start a program. */
export function opensOutside(url: string): boolean {
  const protocol = URL.parse(url)?.protocol
  return protocol === 'http:' || protocol === 'https:' || protocol === 'mailto:'
}
