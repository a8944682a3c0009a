/**
 * marked's lexer with our rules, which `shared/markdown/` says and the page has, too. Used by `htmlText.ts`, which asks
 * for a lexer for each text.
 */
import { Lexer, Tokenizer } from 'marked'
import type { MarkedOptions, TokenizerExtension, Tokens, TokensList } from 'marked'
import { addressBehindLetter, addressLength } from '../../shared/markdown/bareUrl.ts'
import { EmphasisReader } from '../../shared/markdown/emphasisReader.ts'
import { foreignAddress } from '../../shared/markdown/foreignHost.ts'
import { lineBreakLength, textLength } from '../../shared/markdown/lineBreaks.ts'
import { beginsWithLineBreakTag, isLineBreakTag } from '../../shared/markdown/lineBreakTag.ts'
import { mathPlace, readMath } from '../../shared/markdown/mathSource.ts'
import {
  deletionToken,
  emphasisToken,
  markdownFenceToken,
  spacedLinkToken
} from '../../shared/markdown/ruledTokens.ts'

export function lexRuled(text: string, options: MarkedOptions): TokensList {
  return new Lexer({ ...options, tokenizer: new RuledTokenizer() }).lex(text)
}

class RuledTokenizer extends Tokenizer {
  readonly #reader = new EmphasisReader()

  override emStrong(rest: string, masked: string): Tokens.Em | Tokens.Strong | undefined {
    return emphasisToken({ lexer: this.lexer, reader: this.#reader, rest, masked })
  }

  override del(rest: string, masked: string): Tokens.Del | undefined {
    if (!rest.startsWith('~')) return undefined
    return deletionToken({ lexer: this.lexer, reader: this.#reader, rest, masked })
  }

  override link(rest: string): Tokens.Link | Tokens.Image | undefined {
    return super.link(rest) ?? (/^!?\[/.test(rest) ? spacedLinkToken(this.lexer, rest) : undefined)
  }

  override fences(rest: string): Tokens.Code | undefined {
    return markdownFenceToken(rest) ?? super.fences(rest)
  }

  override html(rest: string): Tokens.HTML | undefined {
    return beginsWithLineBreakTag(rest) ? undefined : super.html(rest)
  }

  /** The line break that is written behind one in the text is the same. */
  override tag(rest: string): Tokens.Tag | undefined {
    const token = super.tag(rest)
    if (token === undefined || !isLineBreakTag(token.raw) || rest.charAt(token.raw.length) !== '\n')
      return token
    return { ...token, raw: `${token.raw}\n` }
  }

  override url(rest: string): Tokens.Link | undefined {
    const foreign = foreignAddress(rest)
    if (foreign !== undefined) return foreign
    const token = super.url(rest)
    if (token === undefined) return undefined
    const length = addressLength(rest)
    return length < token.raw.length ? super.url(rest.slice(0, length)) : token
  }

  override br(rest: string): Tokens.Br | undefined {
    const length = lineBreakLength(rest)
    return length === 0 ? super.br(rest) : { type: 'br', raw: rest.slice(0, length) }
  }

  override inlineText(rest: string): Tokens.Text | undefined {
    const line = rest.slice(0, textLength(rest))
    const token = super.inlineText(line)
    const address = token === undefined ? -1 : addressBehindLetter(token.raw)
    return address > 0 ? super.inlineText(line.slice(0, address)) : token
  }
}

/** Math keeps its source: nothing in it is a mark. */
export const mathInText: TokenizerExtension = {
  name: 'math',
  level: 'inline',
  start: mathPlace,
  tokenizer(text, tokens) {
    const math = readMath(text, tokens.at(-1)?.raw.at(-1) ?? '')
    return math === null ? undefined : { type: 'math', ...math }
  }
}

/** Math in lines of its own, without a blank one. */
export const mathBlock: TokenizerExtension = {
  name: 'mathBlock',
  level: 'block',
  start: (text) => {
    const found = text.search(/\n {0,3}(?:\$\$|\\\[)/)
    return found === -1 ? undefined : found
  },
  tokenizer(text) {
    const opener = /^ {0,3}(\$\$|\\\[)/.exec(text)?.[1]
    const raw = opener === undefined ? null : mathLines(text, opener === '$$' ? '$$' : '\\]')
    return raw === null ? undefined : { type: 'mathBlock', raw }
  }
}

function mathLines(text: string, closer: string): string | null {
  const blank = text.search(/\n[ \t]*(?:\n|$)/)
  const lines = (blank === -1 ? text : text.slice(0, blank)).split('\n')
  const first = lines[0]?.trim() ?? ''
  if (first.length > 4 && first.endsWith(closer)) return lines[0] ?? ''
  if (first.slice(2).includes(closer)) return null
  const last = lines.findIndex((line, at) => at > 0 && line.trimEnd().endsWith(closer))
  return last === -1 ? null : lines.slice(0, last + 1).join('\n')
}
