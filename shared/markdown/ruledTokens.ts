/**
 * The tokens that our rules add to marked's, in its shapes: for the lexer of the page and for that of the export, which
 * both ask here, so that a text is read alike in either. Pure but for the lexer that is handed in.
 */
import { isMail, writtenAddress } from './addressEnd.ts'
import type { EmphasisReader } from './emphasisReader.ts'
import { fencedBlock, mayHoldFences, readFence } from './fences.ts'
import { readSpacedLink } from './spacedLink.ts'

/** What is asked of marked's lexer. */
export interface InlineLexer<Token> {
  readonly state: { inLink: boolean }
  inlineTokens(text: string): Token[]
}

interface Marked<Type extends string, Token> {
  type: Type
  raw: string
  text: string
  tokens: Token[]
}

/** As `marked` has it, so that its own renderers draw it. */
export type EmphasisToken<Token> = Marked<'em', Token> | Marked<'strong', Token>

/** As `marked` has it; `raw` holds both pairs of tildes. */
export type DeletionToken<Token> = Marked<'del', Token>

/** As `marked` has it; `title` is empty when none was written. */
export type LinkToken<Type extends 'link' | 'image', Token> = Marked<Type, Token> & {
  href: string
  title: string
}

interface EmphasisAt<Token> {
  readonly lexer: InlineLexer<Token>
  readonly reader: EmphasisReader
  /** Of the run of text, from the mark on. */
  readonly rest: string
  readonly masked: string
}

/** What a lexer makes of the `*` or `_` at which it stands; undefined: it is a letter. */
export function emphasisToken<Token>(at: EmphasisAt<Token>): EmphasisToken<Token> | undefined {
  const found = at.reader.read(at.rest, at.masked)
  if (found === null || found.kind === 'del') return undefined
  const { kind: type, raw, text } = found
  return { type, raw, text, tokens: at.lexer.inlineTokens(text) }
}

/** What a lexer makes of the `~~` at which it stands; undefined: it is text. */
export function deletionToken<Token>(at: EmphasisAt<Token>): DeletionToken<Token> | undefined {
  const found = at.reader.read(at.rest, at.masked)
  if (found?.kind !== 'del') return undefined
  const { kind: type, raw, text } = found
  return { type, raw, text, tokens: at.lexer.inlineTokens(text) }
}

/** What a lexer makes of a link whose path holds blanks; undefined: none begins here, or it would stand in a link. */
export function spacedLinkToken<Token>(
  lexer: InlineLexer<Token>,
  rest: string
): LinkToken<'link', Token> | LinkToken<'image', Token> | undefined {
  const found = readSpacedLink(rest)
  if (found === null || (lexer.state.inLink && !found.isImage)) return undefined
  const { raw, href, title, label: text } = found
  const wasInLink = lexer.state.inLink
  lexer.state.inLink = true
  const tokens = lexer.inlineTokens(text)
  lexer.state.inLink = wasInLink
  const token = { raw, href, title, text, tokens }
  return found.isImage ? { type: 'image', ...token } : { type: 'link', ...token }
}

/**
 * The address that begins the text, which `read` finds by the letter of GFM.
 * @param length of what of the text may be one
 */
export function bareAddressToken<Token extends { raw: string; href: string }>(
  rest: string,
  length: number,
  read: (text: string) => Token | undefined
): Token | undefined {
  const written = writtenAddress(rest.slice(0, length))
  const token = read(written.plain)
  if (token === undefined) return undefined
  const raw = rest.slice(0, written.lengthWritten(token.raw.length))
  const isOfMail = token.href === `mailto:${token.raw}`
  return isOfMail && !isMail(token.raw, rest.slice(raw.length, raw.length + 2))
    ? undefined
    : { ...token, raw }
}

/** The block of Markdown that begins the text, with the fences in it; nothing for any other block. */
export function markdownFenceToken(
  rest: string
): { type: 'code'; raw: string; lang: string; text: string } | undefined {
  const line = rest.slice(0, rest.indexOf('\n') === -1 ? rest.length : rest.indexOf('\n'))
  const fence = readFence(line)
  if (fence === null || !mayHoldFences(fence)) return undefined
  const block = fencedBlock(rest)
  if (block === null) return undefined
  const content = rest.slice(block.from, block.to)
  const text = fence.indent === 0 ? content : content.replace(new RegExp(`^ {1,${fence.indent}}`, 'gm'), '')
  return { type: 'code', raw: rest.slice(0, block.length), lang: fence.language, text }
}
