/**
 * Markdown as HTML for an export: no HTML of its own, no image that would be fetched, no link but to the
 * web and to mail. Used by `htmlExport.ts`.
 */
import { characterEntities } from 'character-entities'
import { Marked, Parser } from 'marked'
import type { MarkedExtension, RendererExtension, Tokens } from 'marked'
import { decodeReferences } from '../../shared/markdown/entities.ts'
import { readFence, takeFenceLine } from '../../shared/markdown/fences.ts'
import type { OpenFence } from '../../shared/markdown/fences.ts'
import { isLineBreakTag } from '../../shared/markdown/lineBreakTag.ts'
import { noteBlock, noteLabels, noteMarkOf } from './footnotes.ts'
import type { NoteLabels } from './footnotes.ts'
import { lexRuled, mathBlock, mathInText } from './ruledLexer.ts'
import { piecesOf } from './textPieces.ts'
import { createTimeLimit } from './timeLimit.ts'

function characterNamed(name: string): string | null {
  return Object.hasOwn(characterEntities, name) ? (characterEntities[name] ?? null) : null
}

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
    const notes = noteLabels(text)
    for (const part of partsOf(text)) yield* drawn(part, notes)
  }

  function* drawn(part: string, notes: NoteLabels): Generator<string> {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const html = part.length <= SHORT ? parsed(part, notes) : limit.run(LIMIT_MS, () => parsed(part, notes))
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

function parsed(text: string, notes: NoteLabels): string {
  try {
    const { defaults } = notes.size === 0 ? marked : markedWith(notes)
    return Parser.parse(lexRuled(text, defaults), defaults)
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
  let open: OpenFence | null = null
  let wasEmpty = false
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at)
    const next = newline === -1 ? text.length : newline + 1
    const line = text.slice(at, Math.min(newline === -1 ? text.length : newline, at + LONGEST_FENCE))
    const fence: OpenFence | null =
      open === null ? begun(line) : takeFenceLine(open, line, { text, start: at })
    if (open === null && wasEmpty && /^[^\s]/.test(line)) yield at
    open = fence
    wasEmpty = line.trim() === ''
    at = next
  }
}

/** Of a line that may be a fence. */
const LONGEST_FENCE = 200

function begun(line: string): OpenFence | null {
  const fence = readFence(line)
  return fence === null ? null : { ...fence, inside: [] }
}

/** The source of math; what marks it as math is there and not shown. What would draw it is larger than the export. */
const shownMath: readonly RendererExtension[] = [
  { name: 'math', renderer: ({ raw }) => `<code class="math">${mathHtml(raw)}</code>` },
  { name: 'mathBlock', renderer: ({ raw }) => `<p class="math">${mathHtml(raw.trim())}</p>\n` }
]

function mathHtml(raw: string): string {
  const length = /^(?:\$\$|\$|\\\[|\\\()/.exec(raw)?.[0].length ?? 0
  const end = raw.length - length
  return `${hidden(raw.slice(0, length))}${escapeHtml(raw.slice(length, end))}${hidden(raw.slice(end))}`
}

function hidden(mark: string): string {
  return `<span hidden>${escapeHtml(mark)}</span>`
}

/** Of one text: its marks are those of its notes. */
function markedWith(notes: NoteLabels): Marked {
  return new Marked(options, { extensions: [noteMarkOf(notes), noteBlock, ...shownNotes] })
}

const shownNotes: readonly RendererExtension[] = [
  { name: 'noteMark', renderer: ({ label }) => `<sup>${escapeHtml(String(label))}</sup>` },
  {
    name: 'noteBlock',
    renderer(token) {
      return `<div class="footnote"><sup>${escapeHtml(String(token['label']))}</sup>${this.parser.parse(token.tokens ?? [])}</div>\n`
    }
  }
]

const options: MarkedExtension = {
  gfm: true,
  extensions: [mathInText, mathBlock, ...shownMath],
  renderer: {
    html({ text, block }: Tokens.HTML | Tokens.Tag) {
      if (block) return `<p class="written" dir="auto">${escapeHtml(text.trimEnd())}</p>\n`
      return isLineBreakTag(text) ? '<br>' : escapeHtml(text)
    },
    text(token: Tokens.Text | Tokens.Escape) {
      if ('tokens' in token && token.tokens) return this.parser.parseInline(token.tokens)
      const isWritten = token.type === 'escape' || ('escaped' in token && token.escaped)
      return escapeHtml(isWritten ? token.text : decodeReferences(token.text, characterNamed))
    },
    link({ href, tokens }: Tokens.Link) {
      const inner = this.parser.parseInline(tokens)
      const address = safeAddress(decodeReferences(href, characterNamed))
      if (address === null) return inner
      // Letters of two scripts look alike: what is asked for is told.
      const asked = askedFor(address)
      const title = asked === null ? '' : ` title="${escapeHtml(asked)}"`
      return `<a href="${escapeHtml(address)}"${title} rel="noreferrer noopener">${inner}</a>`
    },
    image: ({ href, text }: Tokens.Image) =>
      `<span class="elsewhere">${escapeHtml(text)} (${escapeHtml(href)})</span>`,
    code: ({ text }: Tokens.Code) => `<pre><code>${escapeHtml(text)}</code></pre>\n`
  }
}

const marked = new Marked(options)

/** The address as it is asked for, when its host is not what is read there; else null. */
function askedFor(address: string): string | null {
  const { hostname, href } = new URL(address)
  const isRead = address.toLowerCase().includes(hostname) || !hostname.split('.').some(isPunycode)
  return isRead ? null : href
}

function isPunycode(label: string): boolean {
  return label.startsWith('xn--')
}

function safeAddress(href: string): string | null {
  if (!URL.canParse(href)) return null
  const { protocol } = new URL(href)
  return protocol === 'https:' || protocol === 'http:' || protocol === 'mailto:' ? href : null
}
