/** Markdown to tokens: marked's lexer with our marks. Called by `TextBlock.tsx`. */
import { Marked } from 'marked'
import type { Token } from 'marked'
import { mayHoldMath } from '../../../../shared/markdown/mathSource.ts'
import { normalLabel } from '../blocks/block.ts'
import type { Definition, Definitions } from '../blocks/block.ts'
import { lexBounded } from './BoundedLexer.ts'
import { mathLines, mathMarks } from './mathMarks.ts'
import { noteMarks } from './noteMarks.ts'

/** What of the whole text's definitions a block speaks of, by label. */
export type Links = Definitions

export const NO_LINKS: Links = new Map()

const plain = new Marked({ gfm: true })
const marked = new Marked({ gfm: true, extensions: [mathMarks, mathLines, noteMarks] })

/**
 * The tokens of a block. A text the lexer cannot read (a hostile one nests thousands of quotes, or opens thousands of
 * marks that nothing closes) comes back as one paragraph of plain text.
 */
export function lexBlock(raw: string, links: Links): readonly Token[] {
  try {
    const isPlain = links === NO_LINKS && !mayHoldMath(raw)
    return lexBounded(raw, (isPlain ? plain : marked).defaults, (lexer) => {
      for (const [label, meaning] of links) {
        lexer.tokens.links[label] =
          meaning.kind === 'link' ? { href: meaning.href, title: meaning.title } : { href: '', title: '' }
      }
    })
  } catch {
    // Shown as it was written: nothing is lost but its looks.
    return [{ type: 'paragraph', raw, text: raw, tokens: [{ type: 'text', raw, text: raw, escaped: true }] }]
  }
}

/** Which of the definitions a text uses. `NO_LINKS` itself when it uses none. */
export function linksOf(raw: string, definitions: Definitions): Links {
  if (definitions.size === 0 || !raw.includes('[')) return NO_LINKS
  const found = new Map<string, Definition>()
  for (const [, label = ''] of raw.matchAll(/\[((?:\\.|[^[\]\\]){1,999})\]/g)) {
    const meaning = definitions.get(normalLabel(label))
    if (meaning) found.set(normalLabel(label), meaning)
  }
  return found.size === 0 ? NO_LINKS : found
}

export function sameLinks(one: Links, other: Links): boolean {
  if (one === other) return true
  return one.size === other.size && [...one].every(([label, meaning]) => other.get(label) === meaning)
}
