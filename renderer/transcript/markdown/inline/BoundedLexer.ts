/**
 * marked's lexer with a limit to its work. It reads a mark that nothing closes to the end of the text, again for each
 * such mark, and a quote or a list again for each level: a page of them takes minutes. Here every reading is counted,
 * in characters read, and a text that takes more than its length allows is given up. The count depends on the text
 * alone, so the same text is always drawn alike. Called by `lexBlock.ts`, which then shows the text as it was written.
 */
import { Lexer } from 'marked'
import type { MarkedOptions, Token, Tokens, TokensList } from 'marked'
import type { InlineLexer } from '../../../../shared/markdown/ruledTokens.ts'
import { RuledTokenizer } from './RuledTokenizer.ts'

/** Thrown when a text takes more work than a text of its length may. */
class TooMuchWork extends Error {
  override readonly name = 'TooMuchWork'
}

/** Characters read, whatever the length; and for each character of the text. Ordinary text takes 2 to 15 of these. */
const FREE_WORK = 30_000
const WORK_PER_CHARACTER = 60
/** For each character inside a pair of marks. */
const WORK_INSIDE = 8
const MOST_EMPTY_CELLS = 2_000
/** One in the other. What is drawn of them ends earlier. */
const DEEPEST = 80
/** Milliseconds, for what the count does not know of. No text that people or agents write comes near. */
const PATIENCE = 400
/** Looking at the clock costs something, too. */
const STEPS_BETWEEN_LOOKS = 256

export function lexBounded(raw: string, options: MarkedOptions, prepare: (lexer: Lexer) => void): TokensList {
  const tokenizer = new CountingTokenizer(FREE_WORK + WORK_PER_CHARACTER * raw.length)
  const lexer = new Lexer({ ...options, tokenizer })
  prepare(lexer)
  return lexer.lex(raw)
}

class CountingTokenizer extends RuledTokenizer {
  #workLeft: number
  /** Of quotes, lists, emphasis and links in each other. */
  #depth = 0
  #steps = 0
  readonly #deadline = performance.now() + PATIENCE

  constructor(work: number) {
    super()
    this.#workLeft = work
  }

  #count(characters: number): void {
    this.#workLeft -= characters
    this.#steps += 1
    const isLate = this.#steps % STEPS_BETWEEN_LOOKS === 0 && performance.now() > this.#deadline
    if (this.#workLeft < 0 || isLate) throw new TooMuchWork('the text takes too much work for its length')
  }

  /** What is inside is read again. */
  #nested<Token>(read: () => Token): Token {
    this.#depth += 1
    if (this.#depth > DEEPEST) throw new TooMuchWork('the text is nested too deep')
    const token = read()
    this.#depth -= 1
    return token
  }

  override blockquote(src: string): Tokens.Blockquote | undefined {
    const token = this.#nested(() => super.blockquote(src))
    if (token) this.#count(2 * token.raw.length)
    return token
  }

  override list(src: string): Tokens.List | undefined {
    // Counted before: by then the levels below have been read.
    if (/^ {0,3}(?:[*+-]|\d{1,9}[.)])/.test(src))
      this.#count(src.length + (count(src, '\n') * src.length) / 128)
    return this.#nested(() => super.list(src))
  }

  override table(src: string): Tokens.Table | undefined {
    const [head = '', rule = ''] = src.split('\n', 2)
    if (!rule.includes('-') || !/[|:]/.test(rule)) return super.table(src)
    // As many cells as the head has stand in each row, whether they are written or not.
    const written = count(src, '|')
    const cells = (count(head, '|') + 1) * (count(src, '\n') + 1)
    if (cells > MOST_EMPTY_CELLS + 4 * written)
      throw new TooMuchWork('the table has more cells than are written')
    this.#count(src.length + cells)
    return super.table(src)
  }

  /** Its underline is looked for in all lines of a paragraph; in front of each of them, where they stand in an item. */
  override lheading(src: string): Tokens.Heading | undefined {
    const end = src.indexOf('\n\n')
    this.#count(end === -1 ? src.length : end)
    return super.lheading(src)
  }

  override emStrong(src: string, masked: string): Tokens.Em | Tokens.Strong | undefined {
    return this.#paired(() => super.emStrong(src, masked))
  }

  override del(src: string, masked: string): Tokens.Del | undefined {
    return this.#paired(() => super.del(src, masked))
  }

  /** Which marks are pairs is known for the whole run of text. */
  #paired<Pair extends Tokens.Generic>(read: () => Pair | undefined): Pair | undefined {
    this.#count(1)
    return this.#nested(read)
  }

  /** What is inside a pair is read as a run of its own: counted before, for by then the pairs in it have been read. */
  protected override inside(): InlineLexer<Token> {
    const { lexer } = this
    return {
      state: lexer.state,
      inlineTokens: (text) => {
        this.#count(WORK_INSIDE * text.length)
        return lexer.inlineTokens(text)
      }
    }
  }

  override codespan(src: string): Tokens.Codespan | undefined {
    if (!src.startsWith('`')) return undefined
    return this.#closing(src, () => super.codespan(src), 1)
  }

  override tag(src: string): Tokens.Tag | undefined {
    if (!src.startsWith('<')) return undefined
    return this.#closing(src, () => super.tag(src), 1)
  }

  override link(src: string): Tokens.Link | Tokens.Image | undefined {
    if (!/^!?\[/.test(src)) return undefined
    const token = this.#nested(() => super.link(src))
    const label = src.indexOf(']') + 1
    this.#count(2 * (token?.raw.length ?? (label === 0 ? src.length : label)))
    return token
  }

  /** Counted only if it closes late or never: what is found at once costs its own length. */
  #closing<Token extends Tokens.Generic>(
    src: string,
    read: () => Token | undefined,
    weight: number
  ): Token | undefined {
    const token = this.#nested(read)
    this.#count(weight * (token?.raw.length ?? src.length))
    return token
  }

  /** An address of mail may begin with any of these letters, and is looked for in front of each word. */
  override inlineText(src: string): Tokens.Text | undefined {
    const token = super.inlineText(src)
    const length = token?.raw.length ?? 0
    this.#count(length + (length < 40 ? wordLength(src) : 0))
    return token
  }

  override url(src: string): Tokens.Link | undefined {
    if (!/^[a-z0-9._+-]/i.test(src)) return undefined
    const length = wordLength(src)
    // What is so long is no address; to find its end would take as often as it has signs.
    return length > LONGEST_ADDRESS ? undefined : super.url(src)
  }
}

const LONGEST_ADDRESS = 2_048

function wordLength(src: string): number {
  WORD.lastIndex = 0
  return WORD.test(src) ? WORD.lastIndex : 0
}
const WORD = /\S{1,16384}/y

function count(text: string, sign: string): number {
  let found = 0
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) found += 1
  return found
}
