/** Decides which links of an answer may be followed: an agent's text is not trusted. */

const SAFE = new Set(['http:', 'https:', 'mailto:'])

/** The address when it may be opened outside, else null (a path in the project, `javascript:`, `file:`…). */
export function safeLink(href: string): string | null {
  if (!URL.canParse(href)) return null
  const url = new URL(href)
  return SAFE.has(url.protocol) ? url.href : null
}
