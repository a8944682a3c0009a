/**
 * Markdown as HTML for an export: no HTML of its own, no image that would be fetched, no link but to the
 * web and to mail. Used by `htmlExport.ts`.
 */
import { Marked } from 'marked'
import type { Tokens } from 'marked'
import { piecesOf } from './textPieces.ts'
import { createTimeLimit } from './timeLimit.ts'

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** As `escapeHtml`, for texts of any length. */
export function* escapedPieces(text: string): Generator<string> {
  for (const piece of piecesOf(text)) yield escapeHtml(piece)
}

/** Above this many UTF-16 units a text is shown as it stands: nobody wrote it as Markdown. */
const LONGEST_MARKDOWN = 200_000
/** What is drawn at once, cut where a paragraph ends. */
const LONGEST_PART = 12_000
/** What is drawn without a limit: however it was made, it takes a few milliseconds. */
const SHORT = 600
const LIMIT_MS = 15
/** A machine may have had other things to do. */
const TRIES = 3

/** Draws Markdown in pieces. A text that is made to be slow, or nests too deep, is shown as it stands. */
export function createMarkdownDrawer(): (text: string) => Generator<string> {
  const limit = createTimeLimit()
  return function* (text) {
    if (text.length > LONGEST_MARKDOWN) {
      yield* plainPieces(text)
      return
    }
    for (const part of partsOf(text)) yield* drawn(part)
  }

  function* drawn(part: string): Generator<string> {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const html = part.length <= SHORT ? parsed(part) : limit.run(LIMIT_MS, () => parsed(part))
      if (html !== null && html !== TOO_DEEP) {
        yield html
        return
      }
      if (html === TOO_DEEP) break
      yield ''
    }
    yield* plainPieces(part)
  }
}

const TOO_DEEP = '\0'

function parsed(text: string): string {
  try {
    return marked.parse(text, { async: false })
  } catch (error) {
    if (error instanceof RangeError) return TOO_DEEP
    throw error
  }
}

export function* plainPieces(text: string): Generator<string> {
  yield '<pre>'
  yield* escapedPieces(text)
  yield '</pre>'
}

/** A long text cut between paragraphs: outside of fences, before a line that is not indented. */
function* partsOf(text: string): Generator<string> {
  if (text.length <= LONGEST_PART) {
    yield text
    return
  }
  let from = 0
  let end = 0
  for (const at of paragraphsIn(text)) {
    if (at - from > LONGEST_PART && end > from) {
      yield text.slice(from, end)
      from = end
    }
    end = at
  }
  if (text.length - from > LONGEST_PART && end > from) {
    yield text.slice(from, end)
    from = end
  }
  yield text.slice(from)
}

function* paragraphsIn(text: string): Generator<number> {
  let isFenced = false
  let wasEmpty = false
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at)
    const next = newline === -1 ? text.length : newline + 1
    const beginning = text.slice(at, Math.min(next, at + 80))
    if (/^ {0,3}(?:```|~~~)/.test(beginning)) isFenced = !isFenced
    else if (wasEmpty && !isFenced && /^[^\s]/.test(beginning)) yield at
    wasEmpty = beginning.trim() === ''
    at = next
  }
}

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escapeHtml(text),
    link({ href, tokens }: Tokens.Link) {
      const inner = this.parser.parseInline(tokens)
      const address = safeAddress(href)
      return address === null
        ? inner
        : `<a href="${escapeHtml(address)}" rel="noreferrer noopener">${inner}</a>`
    },
    image: ({ href, text }: Tokens.Image) =>
      `<span class="elsewhere">${escapeHtml(text)} (${escapeHtml(href)})</span>`,
    code: ({ text }: Tokens.Code) => `<pre><code>${escapeHtml(text)}</code></pre>\n`
  }
})

function safeAddress(href: string): string | null {
  if (!URL.canParse(href)) return null
  const { protocol } = new URL(href)
  return protocol === 'https:' || protocol === 'http:' || protocol === 'mailto:' ? href : null
}
