/** Pieces of Markdown as they may stream in: signs that mean something, constructs whole and torn, letters of any script. */
import fc from 'fast-check'
import { hostileMarkdown } from '../../support/markdown/hostileMarkdown.ts'
import { markdownPieces } from '../../support/markdown/markdownPieces.ts'
import { slowMarkdown } from './slowMarkdown.ts'

const constructs = slowMarkdown.map(({ make }) => make(24).slice(0, 60))

const torn = fc
  .tuple(fc.constantFrom(...hostileMarkdown), fc.nat({ max: 60 }), fc.nat({ max: 80 }))
  .map(([text, from, length]) => text.slice(from, from + length))

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...constructs) },
  { weight: 1, arbitrary: torn },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 1, arbitrary: fc.constantFrom('\n', '\n\n', ' ', '    ', 'word', '\r\n') }
)

export const hostilePieces: fc.Arbitrary<string[]> = fc.oneof(
  { weight: 2, arbitrary: fc.array(piece, { maxLength: 12 }) },
  { weight: 1, arbitrary: markdownPieces }
)
