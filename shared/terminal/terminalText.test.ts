import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainTerminalText, terminalText } from './terminalText.ts'

describe('terminalText', () => {
  it.each([
    ['plain\ttext\n', 'plain\ttext\n'],
    ['10 %\r50 %\r100 %\ndone', '100 %\ndone'],
    ['one\r\ntwo\r\n', 'one\ntwo\n'],
    ['working\r', 'working'],
    ['\r\r\n', '\n'],
    ['|\b/\b-\b done', ' done'],
    ['\u001b[2K\u001b[1Gready', 'ready'],
    ['\u001b]0;title\u0007\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', 'link'],
    ['\u001b(Bx\u001b=y\u001b[?25l', 'xy'],
    ['\u001b[31mred\u001b[0m', '\u001b[31mred\u001b[0m'],
    ['\u001b[32m10 %\r100 %\u001b[0m', '\u001b[32m100 %\u001b[0m'],
    ['a\u0000b\u0007', 'a␀b␇']
  ])('%j stands as %j', (written, stands) => {
    expect(terminalText(written)).toBe(stands)
  })

  it('gives up a long line of progress at once', () => {
    const progress = Array.from({ length: 50_000 }, (_, index) => `${index} of 50000`).join('\r')
    expect(terminalText(progress)).toBe('49999 of 50000')
  })
})

describe('a program that moves its cursor', () => {
  const e = '\u001b'

  it.each<[what: string, written: string, stands: string]>([
    ['two lines of progress', `a 1\nb 1\n${e}[2Aa 2\nb 2\n`, 'a 2\nb 2\n'],
    [
      'the last of many pictures',
      Array.from({ length: 50 }, (_, at) => `${at === 0 ? '' : `${e}[3A`}x ${at}\ny ${at}\nz ${at}\n`).join(
        ''
      ),
      'x 49\ny 49\nz 49\n'
    ],
    ['what stood before it', `start\na\n${e}[1A${e}[2Kb\nend`, 'start\nb\nend'],
    ['a line that becomes shorter', `long line\n${e}[1A${e}[2Kx\n`, 'x\n'],
    ['a line cleared to its end', `long line\r${e}[Kx`, 'x'],
    ['a line cleared to its beginning', `abcdef${e}[3D${e}[1Kx`, '   xef'],
    ['what is below', `a\nb\nc${e}[2A${e}[J`, 'a'],
    ['to the beginning of a line above', `a\nb${e}[1Fx`, 'x\nb'],
    ['lines up by letter', `a\nb${e}Mx`, 'ax\nb'],
    ['saved and restored', `${e}[sone${e}[utwo${e}7 three${e}8 four`, 'two foure'],
    ['a cleared screen', `old\nold\n${e}[H${e}[2Jnew\n`, 'new\n'],
    ['a screen by places', `${e}[2J${e}[Htop${e}[3;5Hthere`, 'top\n\n    there'],
    ['colours', `${e}[31mred\n${e}[1A${e}[32mgreen${e}[0m\n`, `${e}[32mgreen${e}[0m\n`],
    [
      'colours over colours',
      `${e}[1;31mabc${e}[0m\r${e}[1C${e}[33mX`,
      `${e}[1;31ma${e}[0m${e}[33mX${e}[0m${e}[1;31mc${e}[0m`
    ],
    ['letters of two columns', `下载 10%\r${e}[5C20%`, '下载 20%'],
    ['deleted and inserted', `abcdef\r${e}[2P${e}[1@x`, 'xcdef'],
    ['lines put in and taken out', `a\nb\nc${e}[1A\r${e}[Lx${e}[1A\r${e}[M`, 'x\nb\nc'],
    ['a picture over the whole screen', `before\n${e}[?1049hmenu${e}[?1049lafter`, 'before\nafter'],
    ['further than it goes', `a${e}[99Ab`, 'ab'],
    ['a column by its number', `abc${e}[1GX${e}[3\`Z`, 'XbZ'],
    [
      'what was written when all of it is wiped in the end',
      `said\n${e}[1mdone${e}[0m${e}[H${e}[2J`,
      `said\n${e}[1mdone${e}[0m`
    ],
    ['a control among it', `a\u0000${e}[1Db`, 'ab'],
    ['nothing but escapes', `${e}[2J${e}[H${e}[3J`, '']
  ])('leaves %s', (_what, written, stands) => {
    expect(terminalText(written)).toBe(stands)
  })

  it('is played in time that grows with its length, wherever it goes', () => {
    for (const part of [
      `${e}[999C\n`,
      `${e}[999Bx`,
      `${e}[99;999Hx`,
      `${e}[999L`,
      `${e}[999@`,
      `x${e}[A`,
      `${e}[38;5`,
      `${e}[1;2;3;4;5;6;7;8;9m`
    ]) {
      const text = part.repeat(5_000)
      expect(terminalText(text).length).toBeLessThan(40 * text.length + 100_000)
    }
  })

  it('says no more than what was written, whatever is written', () => {
    const sequence = fc
      .tuple(
        fc.constantFrom(...'ABCDEFGHJKLMPSTX@dfsumh'.split('')),
        fc.array(fc.nat({ max: 30 }), { maxLength: 3 })
      )
      .map(([letter, numbers]) => `${e}[${numbers.join(';')}${letter}`)
    const part = fc.oneof(
      sequence,
      fc.constantFrom('\n', '\r', '\b', '\t', `${e}7`, `${e}8`, `${e}M`, e),
      fc.constantFrom('word', '下', 'x')
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join('')
        const stands = plainTerminalText(text)
        const letters = (of: string): string => of.replace(/[^a-z下]/g, '')
        expect(letters(stands).length).toBeLessThanOrEqual(letters(text).length)
        expect(plainTerminalText(stands)).toBe(stands)
      }),
      { numRuns: 300 }
    )
  })

  it('loses no word of a program that only adds lines', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(words, (lines) => {
        // A counter that is redrawn below what is added.
        const text = lines
          .map((line, at) => `${at === 0 ? '' : `${e}[1A${e}[2K`}${line}\n[${at + 1}]\n`)
          .join('')
        expect(terminalText(text)).toBe(`${lines.join('\n')}\n[${lines.length}]\n`)
      }),
      { numRuns: 100 }
    )
  })
})

describe('plainTerminalText', () => {
  it('leaves out colours, and shows an escape that is none', () => {
    expect(plainTerminalText('\u001b[1;31mred\u001b[0m \u001b')).toBe('red ␛')
  })
})
