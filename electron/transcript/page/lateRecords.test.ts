/**
 * Records written once more, or late, on what they followed long ago: they hide nothing, and stand once, on pages of any
 * size and in a fork.
 */
import { join } from 'node:path'
import { expect, it } from 'vitest'
import {
  copyBranch,
  readInPages,
  readMetadata,
  readPage
} from '../../../tests/support/claude/testClaudeReading.ts'
import { at, exchange, exchanges, usage } from '../../../tests/support/claude/testReading.ts'
import {
  answerLine,
  folderForEach,
  promptLine,
  resultLine,
  said,
  toText,
  toolUse
} from '../../../tests/support/transcript/testTranscript.ts'
import type { Line } from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()

/** Ids of the page, once pages of every size and a fork of all of it have said the same. */
async function idsOf(lines: readonly Line[]): Promise<readonly string[]> {
  const file = await folder.write(toText(lines))
  const { messages } = await readPage(file, { limit: 1000 })
  for (const limit of [1, 2, 3, 5]) expect(await readInPages(file, limit)).toStrictEqual(messages)
  return messages.map(({ id }) => id)
}

async function countOf(lines: readonly Line[]): Promise<readonly number[]> {
  const { metadata } = await readMetadata(await folder.write(toText(lines)), null)
  return [metadata.messageCount, metadata.totalTokens]
}

const hook = (uuid: string, parentUuid: string, seconds: number): Line =>
  at(
    {
      parentUuid,
      isSidechain: false,
      attachment: { type: 'hook_system_message', hookName: 'Stop', hookEvent: 'Stop', content: 'mind' },
      type: 'attachment',
      uuid
    },
    seconds
  )
const date = (uuid: string, parentUuid: string): Line => ({
  parentUuid,
  isSidechain: false,
  attachment: { type: 'date', date: 'today' },
  type: 'attachment',
  uuid
})
const loose = (line: Line): Line =>
  Object.fromEntries(Object.entries(line).filter(([key]) => key !== 'parentUuid'))
const early = exchanges('x', 2, null, 0)
const later = exchanges('y', 2, 'h', 10)
const [question, answer] = exchange('x', 2, 'xa1', 2)
const right = ['xq1', 'xm1', 'xq2', 'xm2', 'h', 'yq1', 'ym1', 'yq2', 'ym2']

it.each<[string, readonly Line[]]>([
  ['what a hook said', [hook('h', 'xa2', 5)]],
  ['an answer', [answer]],
  ['a prompt', [question]],
  ['several', [question, hook('h', 'xa2', 5), answer]],
  ['what was attached', [date('d', 'xa2')]]
])('%s, once more at the end of the file, hides nothing', async (_, again) => {
  const lines = [...early, hook('h', 'xa2', 5), ...later, ...again]
  expect(await idsOf(lines)).toStrictEqual(right)
  expect(await countOf(lines)).toStrictEqual([8, 440])
  const file = await folder.write(toText(lines))
  const to = join(folder.path, 'copy')
  await copyBranch(file, { throughMessageId: 'ym2', to, sessionId: 'copy' })
  expect((await readPage(to, { limit: 100 })).messages.map(({ id }) => id)).toStrictEqual(right)
})

it('what is written once more in the middle stands once', async () => {
  const lines = [
    ...early,
    hook('h', 'xa2', 5),
    ...later,
    hook('h', 'xa2', 5),
    ...exchanges('z', 1, 'ya2', 20)
  ]
  expect(await idsOf(lines)).toStrictEqual([...right, 'zq1', 'zm1'])
})

it('what a hook says late is shown with what it is about, and hides nothing behind it', async () => {
  const lines = [...early, ...exchanges('y', 2, 'xa2', 10), hook('h', 'xa2', 30)]
  expect(await idsOf(lines)).toStrictEqual(right)
})

it('when that is far away it is shown where it stands', async () => {
  const long = at(promptLine('long', 'xa2', 'word '.repeat(60_000)), 9)
  const lines = [...early, long, ...exchanges('y', 1, 'long', 10), hook('h', 'xa2', 30)]
  expect(await idsOf(lines)).toStrictEqual(['xq1', 'xm1', 'xq2', 'xm2', 'long', 'yq1', 'ym1', 'h'])
})

it('a result that comes late for a tool of long ago hides nothing', async () => {
  const lines = [
    promptLine('q1', null),
    answerLine('use', 'q1', 'm-use', toolUse('t1')),
    promptLine('q2', 'use'),
    answerLine('a2', 'q2', 'm2', said('Yes')),
    resultLine('r1', 'use', 't1')
  ]
  expect(await idsOf(lines)).toStrictEqual(['q1', 'm-use', 'r1', 'q2', 'm2'])
})

it('a prompt in another’s place is what was chosen, however late it was sent', async () => {
  const lines = [...early, ...exchanges('y', 2, 'xa2', 10), at(promptLine('other', 'xa2'), 30)]
  expect(await idsOf(lines)).toStrictEqual(['xq1', 'xm1', 'xq2', 'xm2', 'other'])
})

it.each<[string, Line]>([
  [
    'a note',
    at({ type: 'system', isSidechain: false, subtype: 'informational', content: 'n', uuid: 'l' }, 7)
  ],
  ['an answer', at(answerLine('l', null, 'l', said('l'), 0, usage(1)), 7)],
  ['a prompt', at(loose(promptLine('l', null)), 7)]
])('%s that follows nothing stands where it was written last, however far apart', async (_, line) => {
  const lines = [...exchanges('x', 3, null, 0), line, ...exchanges('y', 3, 'xa3', 10), line]
  const ids = await idsOf([...lines, ...exchanges('z', 2, 'ya3', 20)])
  expect(ids.filter((id) => id === 'l')).toHaveLength(1)
  expect(ids.indexOf('l')).toBe(12)
})

it('what follows such a record stands on one of its copies', async () => {
  const line = at(loose(promptLine('l', null)), 7)
  const child = at(answerLine('c', 'l', 'mc', said('child')), 8)
  const lines = [...exchanges('x', 2, null, 0), line, child, ...exchanges('y', 2, 'xa2', 10), line]
  const ids = await idsOf([...lines, ...exchanges('z', 1, 'ya2', 20)])
  expect(ids.filter((id) => id === 'l' || id === 'mc')).toStrictEqual(['mc', 'l'])
})

it('a whole session of records that follow nothing, written twice, is read once', async () => {
  const once = exchanges('x', 3, null, 0).map(loose)
  expect(await idsOf([...once, ...once])).toStrictEqual(['xq1', 'xm1', 'xq2', 'xm2', 'xq3', 'xm3'])
})

it('a line of an answer that is written once more says nothing twice', async () => {
  const [text, use] = [answerLine('u1', 'q', 'm', said('one')), answerLine('u2', 'u1', 'm', toolUse('t'), 1)]
  const lines = [promptLine('q', null), text, use, use, resultLine('r', 'u2', 't')]
  const { messages } = await readPage(await folder.write(toText(lines)), { limit: 10 })
  expect(messages.map(({ content }) => content.length)).toStrictEqual([1, 2, 1])
})

it('what goes on after a turn that was cut off follows what was said last, whatever it names', async () => {
  const goOn = { ...at(promptLine('c', 'xa1', 'Continue from where you left off.'), 30), isMeta: true }
  const lines = [...early, hook('h', 'xa2', 5), ...later, goOn, ...exchanges('z', 1, 'c', 31)]
  expect(await idsOf(lines)).toStrictEqual([...right, 'zq1', 'zm1'])
  const file = await folder.write(toText(lines))
  const to = join(folder.path, 'copy')
  await copyBranch(file, { throughMessageId: 'zm1', to, sessionId: 'copy' })
  expect((await readPage(to, { limit: 100 })).messages).toHaveLength(11)
})

it('the same words of a person choose their place', async () => {
  const words = at(promptLine('c', 'xa1', 'Continue from where you left off.'), 30)
  expect(await idsOf([...early, words])).toStrictEqual(['xq1', 'xm1', 'c'])
})

const sent = (uuid: string, parent: string, fields: object): Line => ({
  ...promptLine(uuid, parent, 'do it'),
  ...fields
})

it.each<[string, Line, Line, number]>([
  ['the turn is', sent('p', 'xa1', { promptId: 'P' }), at(sent('p2', 'p', { promptId: 'P' }), 90), 3],
  ['the time is', at(sent('p', 'xa1', {}), 9), at(sent('p2', 'p', {}), 9), 3],
  ['the place is', at(sent('p', 'xa1', {}), 9), at(sent('p2', 'xa1', {}), 90), 3],
  ['nothing is', at(sent('p', 'xa1', {}), 9), at(sent('p2', 'p', {}), 90), 4],
  [
    'not the words are',
    at(sent('p', 'xa1', { promptId: 'P' }), 9),
    { ...at(promptLine('p2', 'xa1', 'do that'), 9), promptId: 'P' },
    4
  ]
])('a prompt under another id counts as the same when %s the same', async (_, one, other, count) => {
  expect((await countOf([...exchange('x', 1, null, 0), one, other]))[0]).toBe(count)
})
