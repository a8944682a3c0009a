/** What the page's own address says: `/projects/:id/chat/:sessionId`. */

/** The project a path is about, null on a page that is about none. */
export function projectIdInAddress(pathname: string): string | null {
  const segment = /^\/projects\/([^/]+)/.exec(pathname)?.[1]
  if (segment === undefined) return null
  try {
    return decodeURIComponent(segment)
  } catch {
    // A torn escape was typed into the address bar: it names nothing.
    return null
  }
}
