/**
 * marked's lexer with our rules, which `shared/markdown/` says and the page has, too. Used by `htmlText.ts`, which asks
 * for a lexer for each text.
 */
import { Lexer, Tokenizer } from 'marked'
import type { MarkedOptions, TokenizerExtension, Tokens, TokensList } from 'marked'
import { addressBehindLetter, addressLength } from '../../shared/markdown/bareUrl.ts'
import { isDefinitionAddress } from '../../shared/markdown/definitionAddress.ts'
import { EmphasisReader } from '../../shared/markdown/emphasisReader.ts'
import { foreignAddress } from '../../shared/markdown/foreignHost.ts'
import { lineBreakLength, textLength } from '../../shared/markdown/lineBreaks.ts'
import { beginsWithLineBreakTag, blockOfTags, isLineBreakTag } from '../../shared/markdown/lineBreakTag.ts'
import { mathBlockLength, mathBlockPlace } from '../../shared/markdown/mathBlock.ts'
import { mathPlace, readMath } from '../../shared/markdown/mathSource.ts'
import {
  bareAddressToken,
  deletionToken,
  emphasisToken,
  markdownFenceToken,
  spacedLinkToken
} from '../../shared/markdown/ruledTokens.ts'
import { escapeTable } from '../../shared/markdown/tableCells.ts'
import { drivePathLength, isDriveLink, sharePathLength } from '../../shared/markdown/windowsPath.ts'

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
    if (!/^!?\[/.test(rest)) return undefined
    return isDriveLink(rest)
      ? (spacedLinkToken(this.lexer, rest) ?? super.link(rest))
      : (super.link(rest) ?? spacedLinkToken(this.lexer, rest))
  }

  override def(rest: string): Tokens.Def | undefined {
    const token = super.def(rest)
    return token !== undefined && isDefinitionAddress(token.href) ? token : undefined
  }

  /** One dash below a line is an item that is empty. Asked before: a heading that was read has its words read later. */
  override lheading(rest: string): Tokens.Heading | undefined {
    const [raw] = this.rules.block.lheading.exec(rest) ?? []
    return raw === undefined || /\n {0,3}-[ \t]*\n*$/.test(raw) ? undefined : super.lheading(rest)
  }

  override escape(rest: string): Tokens.Escape | undefined {
    const length = sharePathLength(rest)
    if (length === 0) return super.escape(rest)
    const raw = rest.slice(0, length)
    return { type: 'escape', raw, text: raw }
  }

  override fences(rest: string): Tokens.Code | undefined {
    return markdownFenceToken(rest) ?? super.fences(rest)
  }

  override table(rest: string): Tokens.Table | undefined {
    const escaped = escapeTable(rest)
    if (escaped === null) return super.table(rest)
    const token = super.table(escaped.text)
    return token && { ...token, raw: rest.slice(0, escaped.lengthWritten(token.raw.length)) }
  }

  override html(rest: string): Tokens.HTML | undefined {
    return beginsWithLineBreakTag(rest) ? undefined : super.html(blockOfTags(rest))
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
    return bareAddressToken(rest, addressLength(rest), (text) => super.url(text))
  }

  override br(rest: string): Tokens.Br | undefined {
    const length = lineBreakLength(rest)
    return length === 0 ? super.br(rest) : { type: 'br', raw: rest.slice(0, length) }
  }

  override inlineText(rest: string): Tokens.Text | undefined {
    const line = rest.slice(0, textLength(rest))
    const token = super.inlineText(line)
    if (token === undefined) return undefined
    const address = addressBehindLetter(token.raw)
    if (address > 0) return super.inlineText(line.slice(0, address))
    const path = drivePathLength(token.raw, line.slice(token.raw.length))
    return path === 0 ? token : withMore(token, line.slice(0, token.raw.length + path))
  }
}

function withMore(token: Tokens.Text, raw: string): Tokens.Text {
  return { ...token, raw, text: raw, escaped: true }
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

/** Math in lines of its own. */
export const mathBlock: TokenizerExtension = {
  name: 'mathBlock',
  level: 'block',
  start: mathBlockPlace,
  tokenizer(text) {
    const length = mathBlockLength(text)
    return length === 0 ? undefined : { type: 'mathBlock', raw: text.slice(0, length) }
  }
}
