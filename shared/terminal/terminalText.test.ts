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
    ['a\u0000b\u0007', 'a␀b␇'],
    // A step back wipes nothing, and a line begun again keeps what is not written over (spyder#195, zeppelin#4986).
    ['50%\b\b\b100%\b\b\b\b\ndone', '100%\ndone'],
    ['Yes\bno', 'Yeno'],
    ['a \u001b[31m|\b\u001b[32m/\b\u001b[0m\nb', 'a \u001b[32m/\u001b[0m\nb'],
    ['N\bNA\bA _\bx', 'NA x'],
    ['one\n\btwo', 'one\ntwo'],
    ['[          ] 0%\r[###', '[###       ] 0%'],
    ['Hello World\rJ\n', 'Jello World\n'],
    ['下载 1%\rab\n', 'ab载 1%\n'],
    ['longest\rlong\rlonger\nab', 'longert\nab'],
    ['\u001b[31mlong\rL\nstill red', '\u001b[31mLong\u001b[0m\n\u001b[31mstill red\u001b[0m'],
    // What never ends takes no more than its line; a picture is not its letters.
    ['\u001b]0;title\nreal output\nmore', '\nreal output\nmore'],
    ['a\n\u001bPq#0;2;0;0;0#0~~@@vv\u001b\\b', 'a\nb'],
    ['a\u001b_Gf=100,a=T;iVBORw0KGgo=\u001b\\b', 'ab'],
    ['a\u001b]1337;File=inline=1:aGVsbG8=\u0007b', 'ab'],
    ['a\u001bPnever ended', 'anever ended'],
    // Colours in the newer writing.
    ['\u001b[38:2::255:0:9mred\u001b[0m', '\u001b[38;2;255;0;9mred\u001b[0m'],
    ['\u001b[38:2:255:0:9mred\u001b[m', '\u001b[38;2;255;0;9mred\u001b[m'],
    ['\u001b[48:5:208;1mx\u001b[0m', '\u001b[48;5;208;1mx\u001b[0m'],
    ['\u001b[4:3mcurly\u001b[4:0m', '\u001b[4mcurly\u001b[24m'],
    ['\u001b[4;58:2::255:0:0mwrong\u001b[59m', '\u001b[4mwrong'],
    ['\u001b[58;5;9;1mbold', '\u001b[1mbold']
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
    ['a syllable of three letters', `\u1112\u1161\u11ab 10%\r${e}[3C20%`, '\u1112\u1161\u11ab 20%'],
    ['a flag', `🇩🇪🇫🇷 10%\r${e}[5C20%`, '🇩🇪🇫🇷 20%'],
    ['a family', `👨‍👩‍👧 10%\r${e}[3C20%`, '👨‍👩‍👧 20%'],
    ['a thumb of a colour', `👍🏽 10%\r${e}[3C20%`, '👍🏽 20%'],
    ['a place where a line may break', `a\u200bb 10%\r${e}[3C20%`, 'a\u200bb 20%'],
    [
      'colours in the newer writing',
      `x\n${e}[1A${e}[38:2::255:0:9;4:3mred${e}[0m`,
      `${e}[38;2;255;0;9;4mred${e}[0m\n`
    ],
    ['a terminal that begins anew', `old error\n${e}[31m${e}cnew\n`, 'new\n'],
    [
      'bars within bars',
      `outer: 0%\n\rinner: 0%${e}[A\router: 50%\n\rinner: 100%${e}[A\router: 100%\n`,
      'outer: 100%\ninner: 100%'
    ],
    [
      'a build that says what it does',
      `   Compiling a v1\n    Building [=> ] 1/2: a\r${e}[K   Compiling b v1\n    Building [==>] 2/2: b\r${e}[K    Finished\n`,
      '   Compiling a v1\n   Compiling b v1\n    Finished\n'
    ],
    [
      'layers that are pulled',
      `a: Pulling\nb: Pulling\n${e}[2A${e}[2K\ra: Complete${e}[2B\r${e}[1A${e}[2Kb: Complete${e}[1B\rDigest: x`,
      'a: Complete\nb: Complete\nDigest: x'
    ],
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
