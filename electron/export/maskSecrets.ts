/**
 * Takes keys, tokens and passwords out of a text before it leaves this machine. What neither looks like a
 * secret nor is called one stays: it is a promise to look, not to find all. In doubt it takes out a word
 * too many. Pure; called by `maskMessage.ts`.
 */
import { namedSecrets } from './secretNames.ts'
import { secretShapes } from './secretShapes.ts'

export const SECRET = '[secret]'

export function maskSecrets(text: string): string {
  let masked = maskPrivateKeys(text)
  for (const shape of secretShapes) masked = masked.replaceAll(shape, SECRET)
  for (const { pattern, isSecret } of namedSecrets) masked = maskNamed(masked, pattern, isSecret)
  return masked
}

function maskNamed(text: string, pattern: RegExp, isSecret: (value: string) => boolean): string {
  let masked = ''
  let from = 0
  for (const match of text.matchAll(pattern)) {
    const { before = '', value = '' } = match.groups ?? {}
    if (standsForAnother(value) || !isSecret(value)) continue
    const begin = match.index + before.length
    masked += text.slice(from, begin) + SECRET
    from = begin + value.length
  }
  return from === 0 ? text : masked + text.slice(from)
}

/** `${TOKEN}`, `<your key>`, `****`: nobody's secret. */
function standsForAnother(value: string): boolean {
  return placeholder.test(value)
}

const placeholder =
  /^(?:\$|\{\{|<|%\w+%|\*{3}|x{4,}|\.{3}|…|your[-_ ]|example|placeholder|\[?redacted|\[secret\]|(?:null|undefined|none|true|false|string|number|boolean)$)/i

const beginning = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g
const ending = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g
/** The lines of a key that has no end, however its line breaks are written. */
const body = /(?:(?:\s|\\[nr])*[A-Za-z0-9+/=]{16,}(?![A-Za-z0-9]))*/y

function maskPrivateKeys(text: string): string {
  const begins = [...text.matchAll(beginning)]
  if (begins.length === 0) return text
  const ends = [...text.matchAll(ending)].map((end) => end.index + end[0].length)
  let masked = ''
  let from = 0
  let nextEnd = 0
  for (const [at, begin] of begins.entries()) {
    const inside = begin.index + begin[0].length
    while ((ends[nextEnd] ?? inside) < inside) nextEnd += 1
    const end = ends[nextEnd] ?? Infinity
    const isClosed = end < (begins[at + 1]?.index ?? text.length + 1)
    masked += text.slice(from, begin.index) + SECRET
    from = isClosed ? end : inside + keyLinesAt(text, inside)
  }
  return masked + text.slice(from)
}

function keyLinesAt(text: string, at: number): number {
  const lines = new RegExp(body)
  lines.lastIndex = at
  return lines.exec(text)?.[0].length ?? 0
}
