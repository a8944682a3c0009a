/**
 * What a person typed, as the question the index is asked and as what is marked in what it finds. Words must all stand
 * there, `"a phrase"` as it is, `prefix*` at the beginning of a word, `-without` nowhere. Everything else is literal: no
 * input is a syntax error. Pure.
 */
import { askedTokens, LONGEST_TOKEN, partsOf } from './indexedText.ts'

/** One thing that is asked for. */
export interface SearchTerm {
  /** As it was typed, without its signs. */
  readonly text: string
  /** One behind the other. */
  readonly tokens: readonly string[]
  /** Whether the last token may go on. */
  readonly isPrefix: boolean
}

export interface SearchQuery {
  readonly terms: readonly SearchTerm[]
  readonly without: readonly SearchTerm[]
}

/** More than anybody types; what was pasted is looked for by its first words. */
const MOST_TERMS = 48
const MOST_TOKENS = 48
const LONGEST_QUERY = 8_000

/** Phrases, then words; a sign before or behind them belongs to them. An open quotation mark closes at the end. */
const TERM = /(-?)"([^"]*)(?:"|$)(\*?)|([^\s"]+)/gu

/** What was typed, taken apart; words without a letter or digit ask for nothing. */
export function parseQuery(typed: string): SearchQuery {
  const terms: SearchTerm[] = []
  const without: SearchTerm[] = []
  const quoted = typed.slice(0, LONGEST_QUERY).replaceAll(/[“”„«»]/gu, '"')
  for (const [, minus = '', phrase, star = '', word = ''] of quoted.matchAll(TERM)) {
    if (terms.length + without.length >= MOST_TERMS) break
    const isPhrase = phrase !== undefined
    const isWithout = isPhrase ? minus !== '' : /^-[^-\s]/u.test(word)
    const isPrefix = isPhrase ? star !== '' : /[\p{L}\p{N}]\*$/u.test(word)
    const bare = isWithout && !isPhrase ? word.slice(1) : word
    const text = isPhrase ? phrase : isPrefix ? bare.slice(0, -1) : bare
    const { tokens, isOpen } = askedTokens(text)
    if (tokens.length === 0) continue
    const term = { text, tokens: tokens.slice(0, MOST_TOKENS), isPrefix: isPrefix || isOpen }
    ;(isWithout ? without : terms).push(term)
  }
  return { terms, without }
}

/**
 * The question in the words of the database, null where nothing is asked for. `facets` are tokens that must stand there,
 * too (`facets.ts`). Each token stands in quotation marks and holds none.
 */
export function matchOf({ terms, without }: SearchQuery, facets: readonly string[]): string | null {
  if (terms.length === 0) return null
  const all = [...facets.map((facet) => `"${facet}"`), ...terms.map(matchOfTerm)].join(' AND ')
  return without.length === 0 ? all : `(${all}) NOT (${without.map(matchOfTerm).join(' OR ')})`
}

function matchOfTerm({ text, tokens, isPrefix }: SearchTerm): string {
  const star = isPrefix ? ' *' : ''
  const phrase = `"${tokens.join(' ')}"${star}`
  // A name is found where it stands, at the end of a longer one, and in another way to write it.
  const parts = partsOf(text)
  return parts === null || text.length > LONGEST_TOKEN ? phrase : `(${phrase} OR "${parts.join(' ')}"${star})`
}
