import { describe, expect, test } from 'vitest'
import { commandOf, mentionOf, triggerAt } from './trigger.ts'

/** The caret is where the bar stands. */
function at(marked: string) {
  const caret = marked.indexOf('|')
  return triggerAt(marked.replace('|', ''), caret)
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
    ['/com|pact now', { kind: 'command', query: 'com', start: 0, end: 8 }],
    ['@|', { kind: 'mention', query: '', start: 0, end: 1 }],
    ['see @src/ma| please', { kind: 'mention', query: 'src/ma', start: 4, end: 11 }],
    ['see\n@ma|in.ts', { kind: 'mention', query: 'ma', start: 4, end: 12 }],
    ['see @"my no|tes.md" now', { kind: 'mention', query: 'my no', start: 4, end: 18 }],
    ['see @"my no|', { kind: 'mention', query: 'my no', start: 4, end: 11 }]
  ])('%s', (marked, trigger) => {
    expect(at(marked)).toEqual(trigger)
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
    ['see @ma|in please', 'mention', 'src/main.ts', 'see @src/main.ts |please'],
    ['@no|', 'mention', 'my notes.md', '@"my notes.md" |'],
    ['@"my no|tes.md" now', 'mention', 'my notes.md', '@"my notes.md" |now'],
    ['@s|', 'mention', 'src/', '@src/|'],
    ['@m|', 'mention', 'my files/', '@"my files/|'],
    ['/co|', 'command', 'compact', '/compact |'],
    ['/co| keep the plan', 'command', 'compact', '/compact |keep the plan']
  ] as const)('%s', (marked, kind, what, result) => {
    expect(chosen(marked, kind, what)).toBe(result)
  })
})
