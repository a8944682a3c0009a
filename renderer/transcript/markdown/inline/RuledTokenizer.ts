/** marked's tokenizer with our rules, which `shared/markdown/` says and the export has, too. For one text only. */
import { Tokenizer } from 'marked'
import type { Token, Tokens } from 'marked'
import { addressBehindLetter, addressLength } from '../../../../shared/markdown/bareUrl.ts'
import { EmphasisReader } from '../../../../shared/markdown/emphasisReader.ts'
import { foreignAddress } from '../../../../shared/markdown/foreignHost.ts'
import { lineBreakLength, textLength } from '../../../../shared/markdown/lineBreaks.ts'
import { beginsWithLineBreakTag, isLineBreakTag } from '../../../../shared/markdown/lineBreakTag.ts'
import {
  bareAddressToken,
  deletionToken,
  emphasisToken,
  markdownFenceToken,
  spacedLinkToken
} from '../../../../shared/markdown/ruledTokens.ts'
import type { InlineLexer } from '../../../../shared/markdown/ruledTokens.ts'
import { escapeTable } from '../../../../shared/markdown/tableCells.ts'

export class RuledTokenizer extends Tokenizer {
  readonly #reader = new EmphasisReader()

  /** Reads what is inside a mark. */
  protected inside(): InlineLexer<Token> {
    return this.lexer
  }

  override emStrong(rest: string, masked: string): Tokens.Em | Tokens.Strong | undefined {
    return emphasisToken({ lexer: this.inside(), reader: this.#reader, rest, masked })
  }

  override del(rest: string, masked: string): Tokens.Del | undefined {
    if (!rest.startsWith('~')) return undefined
    return deletionToken({ lexer: this.inside(), reader: this.#reader, rest, masked })
  }

  override link(rest: string): Tokens.Link | Tokens.Image | undefined {
    return super.link(rest) ?? (/^!?\[/.test(rest) ? spacedLinkToken(this.inside(), rest) : undefined)
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
    return bareAddressToken(rest, addressLength(rest), (text) => super.url(text))
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
