/**
 * An address written without any mark whose host holds letters beyond ASCII: `https://müller.de`, `https://例え.jp/パス`.
 * Where a label begins with East Asian letters the whole address may hold them, up to full-width punctuation; behind
 * ASCII they are text that follows without a space (`bareUrl.ts`), but in the first label (`https://m例え.jp`): there no
 * host has ended yet. What another character stands for is no host: the
 * address that is shown is the one that is opened. Asked by both lexers. Pure.
 */
import { EAST_ASIAN } from './eastAsian.ts'

const LETTER = '[\\p{L}\\p{M}\\p{N}-]'
const OTHER = `(?![${EAST_ASIAN}])${LETTER}`
const LABEL = `(?:[${EAST_ASIAN}]${LETTER}{0,62}|(?:${OTHER}){1,63})`
const FIRST = `(?:www\\.)?(?:${LABEL}|${LETTER}{1,63}(?=\\.[a-z]))`
const TOP = '(?:[a-z][a-z\\d-]{1,62}|(?:(?![a-z\\d])[\\p{L}\\p{M}]){2,63})'
const HOST = new RegExp(`^(https?://|www\\.)(${FIRST}\\.(?:${LABEL}\\.){0,11}${TOP})(?::\\d{1,5})?`, 'iu')

const QUOTES = '“”‘’‚„«»‹›…—·'
const FULL_WIDTH =
  '\\u3000-\\u3004\\u3008-\\u3020\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65'
const REST = new RegExp(`[/?#][^\\s<${EAST_ASIAN}${QUOTES}]{0,2000}`, 'uy')
const EAST_ASIAN_REST = new RegExp(`[/?#][^\\s<${FULL_WIDTH}${QUOTES}]{0,2000}`, 'uy')
const eastAsian = new RegExp(`[${EAST_ASIAN}]`, 'u')

/** A lexer's token. */
export interface AddressToken {
  type: 'link'
  raw: string
  text: string
  href: string
  tokens: { type: 'text'; raw: string; text: string }[]
  autolink: true
}

/** The link at the start of the text; undefined when there is none, or its host is not what it seems to be. */
export function foreignAddress(text: string): AddressToken | undefined {
  const [begin = '', prefix = '', host = ''] = HOST.exec(text) ?? []
  if (isAscii(host) || !isWhatItSays(host)) return undefined
  const rest = eastAsian.test(host) ? EAST_ASIAN_REST : REST
  rest.lastIndex = begin.length
  const raw = withoutEnd(begin + (rest.exec(text)?.[0] ?? ''))
  const href = prefix.toLowerCase() === 'www.' ? `http://${raw}` : raw
  return { type: 'link', raw, text: raw, href, tokens: [{ type: 'text', raw, text: raw }], autolink: true }
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text)
}

/** A full-width or otherwise styled letter is read as one and asked for as another. */
function isWhatItSays(host: string): boolean {
  return host.normalize('NFKC').toLowerCase() === host.normalize('NFC').toLowerCase()
}

/** The punctuation of the sentence around it, and a bracket that was opened before it. */
function withoutEnd(address: string): string {
  const trimmed = address.replace(/[?!.,:;*_~'"]{1,100}$/u, '')
  const isClosed = trimmed.endsWith(')') && count(trimmed, ')') > count(trimmed, '(')
  if (!isClosed) return trimmed
  return withoutEnd(trimmed.slice(0, -1))
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1
}
