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

describe('plainTerminalText', () => {
  it('leaves out colours, and shows an escape that is none', () => {
    expect(plainTerminalText('\u001b[1;31mred\u001b[0m \u001b')).toBe('red ␛')
  })
})
