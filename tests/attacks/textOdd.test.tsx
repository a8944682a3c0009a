/**
 * Odd but possible Markdown, generated: nothing that is written is lost, drawn twice or changed, on the page and in the
 * export alike. Where CommonMark has a word, `react-markdown` is asked for it.
 */
import fc from 'fast-check'
import ReactMarkdown from 'react-markdown'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import { createMarkdownDrawer } from '../../electron/export/htmlText.ts'
import { Markdown } from '../../renderer/transcript/markdown/Markdown.tsx'
import { drawnText } from './text/drawnText.ts'

vi.mock('../../renderer/transcript/markdown/math/renderMath.ts', () => ({ renderMath: () => null }))

const runs = { numRuns: 30, seed: 20_261_130 }

function drawn(markup: string): string {
  return drawnText(new DOMParser().parseFromString(markup, 'text/html').body)
}
const onPage = (text: string): string => drawn(renderToStaticMarkup(<Markdown text={text} />))
const inExport = (text: string): string => drawn([...createMarkdownDrawer()(text)].join(''))

interface Drawn {
  readonly written: string
  readonly page: string
  readonly exported: string
}

function bothOf(written: string): Drawn {
  return { written, page: onPage(written), exported: inExport(written) }
}

function alike(written: string, shown: string): Drawn {
  return { written, page: shown, exported: shown }
}

const eastAsian = fc
  .array(fc.constantFrom(...'页面设置重要のをかなカナ한국어는을「」『』（）《》“”，。：！？、'.split('')), {
    minLength: 1,
    maxLength: 8
  })
  .map((letters) => letters.join(''))
const letters = fc
  .array(fc.constantFrom(...'页面设置のをかなカナ한국어는을'.split('')), { minLength: 1, maxLength: 4 })
  .map((some) => some.join(''))

describe('odd Markdown', () => {
  it('emphasis beside letters and signs of East Asia begins and ends where it is written', () => {
    const marks = fc.constantFrom(['**', 'b'], ['*', 'i'], ['~~', 's'])
    fc.assert(
      fc.property(
        fc.option(letters, { nil: '' }),
        marks,
        eastAsian,
        letters,
        (before, [mark, tag], inside, after) => {
          expect(bothOf(`${before}${mark}${inside}${mark}${after}`)).toEqual(
            alike(`${before}${mark}${inside}${mark}${after}`, `${before}<${tag}>${inside}</${tag}>${after}`)
          )
        }
      ),
      runs
    )
  })

  it('particles follow code, links and words in quotes', () => {
    const inside = fc.constantFrom(
      ['`x`', '<code>x</code>'],
      ['[x](https://a.example/)', '<a https://a.example/>x</a>'],
      ['"x"', '"x"'],
      ['(x)', '(x)'],
      ['100%', '100%'],
      ['x!', 'x!']
    )
    fc.assert(
      fc.property(inside, letters, ([written, shown], after) => {
        expect(bothOf(`**${written}**${after}`)).toEqual(
          alike(`**${written}**${after}`, `<b>${shown}</b>${after}`)
        )
        expect(bothOf(`${after}**${written}**${after}`)).toEqual(
          alike(`${after}**${written}**${after}`, `${after}<b>${shown}</b>${after}`)
        )
      }),
      runs
    )
  })

  it('tildes of ranges and homes stay', () => {
    const part = fc.oneof(
      fc.nat(999).map((number) => `${number}~${number + 1}`),
      fc.constantFrom('~5', '~/bin', '约~3', '3~5分钟', 'H~2~O')
    )
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(' ', '，', ', '),
        (parts, between) => {
          expect(bothOf(parts.join(between))).toEqual(alike(parts.join(between), parts.join(between)))
        }
      ),
      runs
    )
  })

  it('variables and prices are no math', () => {
    const name = fc.constantFrom('HOME', 'PATH', 'A', 'base_dir', 'x', '1', '10')
    const variable = fc.oneof(
      name.map((one) => `$${one}`),
      name.map((one) => `$\{${one}}`),
      name.map((one) => `$(${one})`)
    )
    fc.assert(
      fc.property(
        fc.array(variable, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(':', '/', '', ' and ', '-', ', ', '.'),
        (parts, between) => {
          expect(bothOf(parts.join(between))).toEqual(alike(parts.join(between), parts.join(between)))
        }
      ),
      runs
    )
  })

  it('an address ends where the words after it begin', () => {
    const path = fc.stringMatching(/^[a-z0-9/?=&-]{0,12}[a-z0-9/]$/)
    fc.assert(
      fc.property(path, fc.oneof(letters, eastAsian), (rest, after) => {
        const address = `https://a.example/${rest}`
        const page = onPage(`${address}${after}`)
        expect(page).toBe(`<a ${decodeURI(new URL(address).href)}>${address}</a>${after}`)
        expect(inExport(`${address}${after}`)).toBe(page)
      }),
      runs
    )
  })

  it('lines stay lines', () => {
    const line = fc.stringMatching(/^[a-z]{1,6}( [a-z]{1,6}){0,3}$/)
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        expect(bothOf(lines.join('\n'))).toEqual(alike(lines.join('\n'), lines.join('<br>')))
      }),
      runs
    )
  })

  it('a block of Markdown holds the blocks of code in it, and what follows it follows it', () => {
    const inner = fc
      .tuple(fc.constantFrom('js', 'sh', 'python'), fc.stringMatching(/^[a-z]{1,6}$/))
      .map(([language, code]) => `\`\`\`${language}\n${code}\n\`\`\``)
    fc.assert(
      fc.property(
        fc.array(inner, { maxLength: 3 }),
        fc.constantFrom('markdown', 'md'),
        (blocks, language) => {
          const content = ['# T', ...blocks, 'end'].join('\n')
          expect(bothOf(`\`\`\`${language}\n${content}\n\`\`\`\nafter`)).toEqual(
            alike(`\`\`\`${language}\n${content}\n\`\`\`\nafter`, `<pre>${content}</pre><p>after</p>`)
          )
        }
      ),
      runs
    )
  })

  it('emphasis of plain text is what CommonMark says', () => {
    // No `.` or bracket beside them, where `_` is part of a name by a rule of ours. No two marks beside each other: of runs that are used up in parts, the reference counts what is left of them.
    const mark = fc.constantFrom('*', '**', '_', '__')
    const part = fc
      .tuple(mark, fc.constantFrom('a', 'b c', ' ', '!', '{', '}', '"', '`x`', ' word'))
      .map((both) => both.join(''))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 7 }), (parts) => {
        const text = `x${parts.join('')}y`
        expect([text, onPage(text)]).toEqual([
          text,
          drawn(renderToStaticMarkup(<ReactMarkdown>{text}</ReactMarkdown>))
        ])
      }),
      { ...runs, numRuns: 120 }
    )
  })

  const sentence = fc
    .array(
      fc.constantFrom(
        '**',
        '*',
        '_',
        '__',
        '~~',
        '~',
        '`',
        '``',
        ' ',
        ' ',
        'a',
        'word',
        '「',
        '」',
        '设',
        '(',
        ')',
        '.',
        ':',
        '5',
        '$',
        '$5',
        '\\(',
        '\\)',
        '\\[',
        '\\]',
        'C:\\.a',
        '__init__.py',
        'https://a.example/b',
        'x@1.2',
        '<br>',
        '&'
      ),
      { minLength: 1, maxLength: 14 }
    )
    .map((parts) => parts.join(''))
  const lettersOf = (text: string): string =>
    text.replaceAll(/<(?:a [^>]*|\/?[a-z]+\d?)>/g, '').replaceAll(/[^\p{L}\p{N}]/gu, '')

  it('no letter is lost, added or moved, on the page and in the export', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 3 }), (sentences) => {
        const text = sentences.join('\n')
        // What stands behind a fence is no text.
        fc.pre(!/^ *(?:~~~|```)/m.test(text))
        const { page, exported } = bothOf(text)
        const written = lettersOf(text)
        expect({ text, page: lettersOf(page), exported: lettersOf(exported) }).toEqual({
          text,
          page: written,
          exported: written
        })
      }),
      { ...runs, numRuns: 150 }
    )
  })

  it('no cell of a row is lost', () => {
    const cell = fc.constantFrom('a', '`b|c`', 'd \\| e', '``f | ` g``', '', '**h**', '`i', '中', '| j')
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
        (rows) => {
          const table = rows.map((row) => `| ${row.join(' | ')} |`).join('\n')
          const text = `| h1 | h2 |\n|---|---|\n${table}`
          const { page, exported } = bothOf(text)
          expect({ text, page: lettersOf(page) }).toEqual({ text, page: lettersOf(text) })
          expect(exported).toBe(page)
        }
      ),
      { ...runs, numRuns: 60 }
    )
  })

  it('what still grows shows no mark that is not written', () => {
    const count = (text: string, sign: string): number => text.split(sign).length
    fc.assert(
      fc.property(sentence, (text) => {
        const growing = drawn(renderToStaticMarkup(<Markdown text={text} isGrowing />)).replaceAll(
          /<a [^>]*>/g,
          ''
        )
        for (const sign of ['*', '_', '~', '`']) {
          expect([text, growing, count(growing, sign) <= count(text, sign)]).toEqual([text, growing, true])
        }
      }),
      { ...runs, numRuns: 150 }
    )
  })
})
