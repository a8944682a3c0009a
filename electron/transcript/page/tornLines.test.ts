/** Torn lines take nothing with them. */
import { expect, it } from 'vitest'
import { findToolResult, placeThrough } from '../../../tests/support/claude/testClaudeReading.ts'
import { exchanges, readerIn } from '../../../tests/support/claude/testReading.ts'
import {
  answerLine,
  folderForEach,
  promptLine,
  resultLine,
  toText,
  toolUse
} from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()
const read = readerIn(folder)

const lines = [...exchanges('x', 5, null, 0)].map((line) => JSON.stringify(line))
/** The text with line `n` cut to a part of it, and what follows it on the same line. */
const spliced = (n: number, share: number, between = ''): string =>
  lines
    .map((line, index) =>
      index === n ? line.slice(0, Math.floor(line.length * share)) + between : `${line}\n`
    )
    .join('')
const rest = (n: number): readonly string[] =>
  Array.from({ length: 10 }, (_, index) => index)
    .filter((index) => index !== n)
    .map((index) => (index % 2 === 0 ? `user: xq${index / 2 + 1}` : `assistant: x answer ${(index + 1) / 2}`))

it.each([0.02, 0.3, 0.5, 0.7, 0.85, 0.97])('take nothing with them: cut at %d of it', async (share) => {
  for (const n of [0, 1, 3, 4, 8]) {
    const { said: words, messages, unreadable } = await read(spliced(n, share))
    expect([n, words, messages, unreadable]).toStrictEqual([n, rest(n), 9, 1])
  }
})

it('two whole records in one line are both read, and nothing is missed', async () => {
  const { said: words, unreadable } = await read(spliced(3, 1))
  expect([words.length, unreadable]).toStrictEqual([10, 0])
})

it.each([
  ['zeros', '\0'.repeat(4096)],
  ['a lone carriage return', '\r'],
  ['a byte order mark', '\ufeff']
])('%s before or between records is nothing', async (_, junk) => {
  const whole = await read(`${lines.join('\n')}\n`)
  expect(await read(`${junk}${lines.join(`\n${junk}`)}\n`)).toStrictEqual(whole)
  expect(await read(spliced(4, 1, junk))).toStrictEqual(whole)
})

it('a tool’s result, an attachment or a note that was torn takes no neighbour with it', async () => {
  const use = answerLine('a', 'p', 'm', toolUse('t'))
  const result = JSON.stringify(resultLine('r', 'a', 't', 'long '.repeat(200)))
  const attached = JSON.stringify({
    parentUuid: 'p',
    isSidechain: false,
    attachment: { type: 'date', date: 'today' },
    type: 'attachment',
    uuid: 'x'
  })
  const note = JSON.stringify({
    type: 'queue-operation',
    operation: 'enqueue',
    sessionId: 's',
    content: 'go'
  })
  const before = toText([promptLine('p', null), use])
  for (const torn of [result, attached, note]) {
    const text = `${before}${torn.slice(0, torn.length / 2)}${toText([promptLine('q', 'a')])}`
    const { said: words, messages, unreadable } = await read(text)
    expect([words, messages, unreadable]).toStrictEqual([['user: p', 'assistant: [Read]', 'user: q'], 3, 1])
  }
})

it('the whole of a result is found in a damaged line', async () => {
  const text = `${toText([promptLine('p', null), answerLine('a', 'p', 'm', toolUse('t'))])}{"parentUuid":"a","isSi${toText([resultLine('r', 'a', 't', 'here')])}`
  expect(await findToolResult(await folder.write(text), 't')).toMatchObject({ content: 'here' })
})

it('a record that is quoted in another is not read as one of its own', async () => {
  const quoted = {
    ...toolUse('t'),
    input: { line: promptLine('inner', 'a'), text: JSON.stringify(promptLine('text', 'a')) }
  }
  const { said: words, unreadable } = await read([promptLine('p', null), answerLine('a', 'p', 'm', quoted)])
  expect([words, unreadable]).toStrictEqual([['user: p', 'assistant: [Read]'], 0])
})

it('a last line that may still be being written is not told as lost', async () => {
  const { unreadable } = await read(`${lines.join('\n')}\n${lines[0]?.slice(0, 40)}`)
  expect(unreadable).toBe(0)
})

it('branches are known across a damaged line', async () => {
  const file = await folder.write(spliced(3, 0.5))
  expect((await placeThrough(file, 'xq3')).kind).toBe('found')
})
