import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mentionsIn } from './mentionedPaths.ts'
import { commandOf, mentionOf, triggerAt } from './trigger.ts'

/** The caret is where the bar stands. */
function at(marked: string) {
  const caret = marked.lastIndexOf('|')
  return triggerAt(marked.slice(0, caret) + marked.slice(caret + 1), caret)
}

/** The text after a choice, the caret behind what was put in. */
function chosen(marked: string, take: 'mention' | 'command', what: string): string {
  const text = marked.replace('|', '')
  const trigger = at(marked)
  if (!trigger) throw new Error('nothing is being written there')
  const put = take === 'mention' ? mentionOf(text, trigger, what) : commandOf(text, trigger, what)
  return `${text.slice(0, put.start)}${put.text}|${text.slice(put.end)}`
}

describe('what is being written', () => {
  test.each([
    ['/|', { kind: 'command', query: '', start: 0, end: 1 }],
    ['/com|', { kind: 'command', query: 'com', start: 0, end: 4 }],
    ['/com|pact now', { kind: 'command', query: 'com', start: 0, end: 4 }],
    ['@|', { kind: 'mention', query: '', start: 0, end: 1 }],
    ['see @src/ma| please', { kind: 'mention', query: 'src/ma', start: 4, end: 11 }],
    ['see\n@ma|in.ts', { kind: 'mention', query: 'ma', start: 4, end: 7 }],
    ['see @"my no|tes.md" now', { kind: 'mention', query: 'my no', start: 4, end: 11 }],
    ['see @"my no|', { kind: 'mention', query: 'my no', start: 4, end: 11 }],
    ['@icon@2|', { kind: 'mention', query: 'icon@2', start: 0, end: 7 }],
    ['@node_modules/@ty|', { kind: 'mention', query: 'node_modules/@ty', start: 0, end: 17 }],
    ['见@a.ts、@b|', { kind: 'mention', query: 'b', start: 7, end: 9 }]
  ])('%s', (marked, trigger) => {
    expect(at(marked)).toEqual(trigger)
  })

  // anomalyco/opencode#26816 and its kin.
  test.each([
    '看@ma|',
    '请看一下@ma|',
    'を見て@ma|',
    'カタカナ@ma|',
    'データー@ma|',
    '々@ma|',
    'ｶﾀｶﾅ@ma|',
    '파일@ma|',
    '파일'.normalize('NFD') + '@ma|',
    'ガ'.normalize('NFD') + '@ma|',
    'ㄅㄆ@ma|',
    'ไฟล์@ma|',
    'ໄຟລ໌@ma|',
    '说：@ma|',
    '，@ma|',
    '。@ma|',
    '、@ma|',
    '（@ma|',
    '）@ma|',
    '「@ma|',
    '」@ma|',
    '【@ma|',
    '《@ma|',
    '！@ma|',
    '(@ma|',
    '[@ma|',
    '{@ma|',
    '<@ma|',
    '"@ma|',
    "'@ma|",
    '`@ma|',
    '“@ma|',
    '‘@ma|',
    '«@ma|',
    '„@ma|',
    '‹@ma|',
    'see ("@ma|',
    '看"@ma|',
    '("@ma|',
    '👍@ma|',
    '\u3000@ma|',
    '\u00a0@ma|',
    '\t@ma|',
    '看＠ma|',
    '𠀋@ma|',
    'a.ts,@ma|',
    'see:@ma|',
    'x;@ma|',
    '--file=@ma|',
    'a|@ma|',
    'word—@ma|',
    'word…@ma|',
    '،@ma|',
    '**@ma|',
    '*@ma|',
    '(**@ma|',
    '~~@ma|',
    '>@ma|',
    'ב@ma|',
    'و@ma|',
    '\u200f@ma|',
    'word \u2066@ma|',
    '\u200b@ma|',
    '👍🏽@ma|',
    '🇩🇪@ma|',
    '1️⃣@ma|'
  ])('%s is a mention', (marked) => {
    const sign = Math.max(marked.lastIndexOf('@'), marked.lastIndexOf('＠'))
    expect(at(marked)).toEqual({ kind: 'mention', query: 'ma', start: sign, end: sign + 3 })
  })

  test.each([
    'me@ma|',
    'me.you+tag@ma|',
    'me_@ma|',
    'me-@ma|',
    'müller@ma|',
    'иван@ma|',
    'γιώργος@ma|',
    'me1@ma|',
    '"john doe"@ma|',
    "o'@ma|",
    'foo/@ma|',
    'me@@ma|',
    'ssh://git@ma|',
    '(me@ma|',
    '看me@ma|',
    'me)@ma|',
    'me*@ma|',
    'me>@ma|',
    'me\u200b@ma|',
    '12@ma|',
    '”@ma|'
  ])('%s is an address, or nothing', (marked) => {
    expect(at(marked)).toBe(null)
  })

  test.each([
    ['a path at the beginning', '/usr/|bin'],
    ['a slash further on', 'and /com|'],
    ['what follows a command', '/compact |'],
    ['a mail address', 'me@exam|ple.org'],
    ['a finished mention', 'see @main.ts |'],
    ['plain words', 'hello|']
  ])('%s is nothing', (_name, marked) => {
    expect(at(marked)).toBe(null)
  })

  test('a selection is nothing', () => {
    expect(triggerAt('/com', null)).toBe(null)
  })
})

describe('a choice', () => {
  test.each([
    ['see @ma|', 'mention', 'src/main.ts', 'see @src/main.ts |'],
    ['see @ma|in please', 'mention', 'src/main.ts', 'see @src/main.ts |in please'],
    ['看@ma|然后改', 'mention', 'src/main.ts', '看@src/main.ts |然后改'],
    ['(@ma|)', 'mention', 'src/main.ts', '(@src/main.ts |)'],
    ['看＠ma|', 'mention', 'src/main.ts', '看@src/main.ts |'],
    ['@|rest of it', 'mention', 'src/main.ts', '@src/main.ts |rest of it'],
    ['@sr|c/old.ts', 'mention', 'src/', '@src/|c/old.ts'],
    ['@no|', 'mention', 'my notes.md', '@"my notes.md" |'],
    ['@"my no|" now', 'mention', 'my notes.md', '@"my notes.md" |now'],
    ['@"my no|"', 'mention', 'main.ts', '@"main.ts" |'],
    ['@"my no|"', 'mention', 'my files/', '@"my files/|"'],
    ['@"my no|"', 'mention', 'src/', '@"src/|"'],
    ['@"my no|tes.md" now', 'mention', 'my notes.md', '@"my notes.md" |tes.md" now'],
    ['@s|', 'mention', 'src/', '@src/|'],
    ['@m|', 'mention', 'my files/', '@"my files/|'],
    ['/co|', 'command', 'compact', '/compact |'],
    ['/co| keep the plan', 'command', 'compact', '/compact |keep the plan'],
    ['/co|ntinue', 'command', 'compact', '/compact |ntinue']
  ] as const)('%s', (marked, kind, what, result) => {
    expect(chosen(marked, kind, what)).toBe(result)
  })
})

/** Odd but possible: any writing, with signs, quotes, spaces and brackets where they decide. */
const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '@',
      '＠',
      '"',
      "'",
      ' ',
      '\n',
      '/',
      '(',
      '「',
      '」',
      '，',
      '.',
      '\u3000',
      '看',
      '한',
      'a'
    )
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
  // Halves of characters, as a careless program pastes them.
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0xd7f0, max: 0xe010 }), { maxLength: 3 })
      .map((units) => String.fromCharCode(...units))
  }
)
const written = fc
  .tuple(fc.array(piece, { maxLength: 20 }), fc.nat())
  .map(([pieces, place]) => ({ text: pieces.join(''), place }))
const path = fc
  .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.map((part) => part.replaceAll(/[/"\n\r\u2028\u2029@＠]/gu, 'x')).join('/'))

describe('whatever is written', () => {
  test('a choice takes the place of what was typed from the sign to the caret, and of nothing else', () => {
    fc.assert(
      fc.property(written, path, fc.boolean(), ({ text, place }, name, isFolder) => {
        const caret = place % (text.length + 1)
        const trigger = triggerAt(text, caret)
        if (trigger === null) return
        const sign = text.charAt(trigger.start)
        expect(trigger.kind === 'command' ? '/' : '@＠').toContain(sign)
        const typed = text.slice(trigger.start + 1, caret)
        expect([typed, typed.replace(/^"/u, '')]).toContain(trigger.query)
        expect(trigger.end).toBe(caret)
        const put =
          trigger.kind === 'command'
            ? commandOf(text, trigger, 'compact')
            : mentionOf(text, trigger, isFolder ? `${name}/` : name)
        const result = text.slice(0, put.start) + put.text + text.slice(put.end)
        const behind = text.slice(caret)
        expect(result.startsWith(text.slice(0, trigger.start))).toBe(true)
        // The quote that stood there closes the mention, and a space may have come behind it.
        expect([
          result.endsWith(behind),
          behind.startsWith('"') && result.endsWith(behind.slice(1))
        ]).toContain(true)
        expect(result).toContain(trigger.kind === 'command' ? '/compact ' : name)
      }),
      { numRuns: 400 }
    )
  })

  test('what was chosen is a mention of that file, and is finished', () => {
    fc.assert(
      fc.property(written, path, ({ text }, name) => {
        const before = `${text} @`
        const trigger = triggerAt(before, before.length)
        if (trigger === null) throw new Error('behind a space the sign begins a mention')
        const put = mentionOf(before, trigger, `${name}.ts`)
        const result = before.slice(0, put.start) + put.text
        expect(mentionsIn(result).flatMap(({ readings }) => readings)).toContain(`${name}.ts`)
      }),
      { numRuns: 400 }
    )
  })

  test('a text is looked at near the caret alone', () => {
    const long = `@${'x'.repeat(2_000)}`
    expect(triggerAt(long, long.length)).toBe(null)
    expect(triggerAt(`${long} @a`, long.length + 3)).toMatchObject({ query: 'a' })
  })
})
