/** Generated Markdown, whole and as it streams: never a throw, never a wait, never a word lost, nothing that runs or leads away. */
import fc from 'fast-check'
import { Lexer, Marked } from 'marked'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { createBlockCutter } from '../../renderer/transcript/markdown/blocks/cutBlocks.ts'
import { lexBlock, NO_LINKS } from '../../renderer/transcript/markdown/inline/lexBlock.ts'
import { mayHoldMath } from '../../shared/markdown/mathSource.ts'
import { RuledTokenizer } from '../../renderer/transcript/markdown/inline/RuledTokenizer.ts'
import { Markdown } from '../../renderer/transcript/markdown/Markdown.tsx'
import { fuzzRuns, fuzzTimeout } from './support/fuzzRuns.ts'
import { plainTime, timeOf } from './text/budget.ts'
import { plainText } from './text/grown.ts'
import { readMarkdown } from './text/readers.tsx'
import { hostilePieces } from './text/hostilePieces.ts'

const LINK = /^(?:https?:\/\/|mailto:)/
const runs = fuzzRuns()

/** The document that comes of a text, never shown. */
function drawn(text: string, isGrowing: boolean): Document {
  const markup = renderToStaticMarkup(<Markdown text={text} isGrowing={isGrowing} />)
  return new DOMParser().parseFromString(markup, 'text/html')
}

describe('generated Markdown', () => {
  it(
    'is cut into the same blocks and definitions, however it arrives',
    () => {
      fc.assert(
        fc.property(hostilePieces, (pieces) => {
          const growing = createBlockCutter()
          let text = ''
          for (const piece of pieces) growing((text += piece))
          const [whole, arrived] = [createBlockCutter()(text), growing(text)]
          expect(arrived.groups).toEqual(whole.groups)
          expect([...arrived.definitions]).toEqual([...whole.definitions])
        }),
        runs
      )
    },
    fuzzTimeout(runs)
  )

  it(
    'is read as marked with our rules would read it, had it no end to its patience',
    () => {
      const { defaults } = new Marked({ gfm: true })
      fc.assert(
        fc.property(hostilePieces, (pieces) => {
          const text = pieces.join('')
          // What nests deeper than it is drawn is given up, on purpose.
          fc.pre(!mayHoldMath(text) && !/(?:[>*+_~[\]-][ \t]*){16}/.test(text))
          const unbounded = new Lexer({ ...defaults, tokenizer: new RuledTokenizer() })
          expect(JSON.stringify(lexBlock(text, NO_LINKS))).toBe(JSON.stringify(unbounded.lex(text)))
        }),
        runs
      )
    },
    fuzzTimeout(runs)
  )

  it(
    'loses no word and holds nothing that runs, is fetched or leads away unasked',
    () => {
      fc.assert(
        fc.property(hostilePieces, fc.boolean(), (pieces, isGrowing) => {
          const words = pieces.map((_, at) => `qz${at}qz`)
          const text = pieces.map((piece, at) => `${piece}\n\n${words[at]}\n\n`).join('')
          const page = drawn(text, isGrowing)
          const said = page.body.textContent
          expect(words.filter((word) => !said.includes(word))).toEqual([])
          const all = [...page.body.querySelectorAll('*')]
          const attributes = all.flatMap((element) => [...element.attributes])
          expect(
            all.filter(({ localName }) =>
              /^(?:script|style|iframe|object|embed|form|base|meta|link|video|audio)$/.test(localName)
            )
          ).toEqual([])
          expect(attributes.filter(({ name }) => /^on|^srcdoc$|^action$|^formaction$/.test(name))).toEqual([])
          expect(attributes.filter(({ name, value }) => name === 'href' && !LINK.test(value))).toEqual([])
          expect(
            attributes.filter(({ name, value }) => name === 'src' && !value.startsWith('data:image/'))
          ).toEqual([])
        }),
        runs
      )
    },
    fuzzTimeout(runs)
  )

  it(
    'takes no longer than a few times what plain words take, when it goes on and on',
    () => {
      const size = 8_000
      // What is read before a text is given up costs a tenth of a second, and more on a busy machine.
      const allowed = 20 * plainTime(readMarkdown, plainText(size)) + 400
      fc.assert(
        fc.property(hostilePieces, (pieces) => {
          const piece = pieces.slice(0, 6).join('')
          const text = piece.repeat(Math.ceil(size / Math.max(1, piece.length))).slice(0, size)
          const took = Math.min(
            timeOf(() => readMarkdown(text)),
            timeOf(() => readMarkdown(text))
          )
          expect(took).toBeLessThan(allowed)
        }),
        runs
      )
    },
    fuzzTimeout(runs)
  )
})
