/** Records that follow nothing are shown where they stand. */
import { expect, it } from 'vitest'
import { readInPages, readPage } from '../../../tests/support/claude/testClaudeReading.ts'
import { at, exchange, exchanges, readerIn } from '../../../tests/support/claude/testReading.ts'
import {
  answerLine,
  folderForEach,
  promptLine,
  said,
  toText
} from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()
const read = readerIn(folder)

it.each([
  ['null', null],
  ['nowhere', 'nobody']
])('an answer whose parent is %s is shown where it stands, though nothing follows it', async (_, parent) => {
  const lines = [
    ...exchange('x', 1, null, 0),
    at(answerLine('stray', parent, 'm-stray', said('stray')), 5),
    ...exchange('x', 2, 'xa1', 6)
  ]
  const right = [
    'user: xq1',
    'assistant: x answer 1',
    'assistant: stray',
    'user: xq2',
    'assistant: x answer 2'
  ]
  expect((await read(lines)).said).toStrictEqual(right)
  const file = await folder.write(toText(lines))
  const whole = await readPage(file, { limit: 100 })
  for (const limit of [1, 2, 3]) expect(await readInPages(file, limit)).toStrictEqual(whole.messages)
})

it('a compaction’s summary without its boundary, and notes without a parent, end nothing', async () => {
  const lines = [
    ...exchange('x', 1, null, 0),
    at({ ...promptLine('s', null, 'what was'), isCompactSummary: true }, 5),
    at({ ...promptLine('note', null), isMeta: true }, 6),
    ...exchange('y', 1, 'note', 7)
  ]
  expect((await read(lines)).said).toStrictEqual([
    'user: xq1',
    'assistant: x answer 1',
    'system compacted: what was',
    'user: yq1',
    'assistant: y answer 1'
  ])
})

it('several beginnings are read one after the other', async () => {
  const lines = [
    ...exchanges('x', 2, null, 0),
    ...exchanges('y', 2, null, 10),
    ...exchanges('z', 1, null, 20)
  ]
  const file = await folder.write(toText(lines))
  const whole = await readPage(file, { limit: 100 })
  expect(whole.messages.map(({ id }) => id)).toStrictEqual(
    ['x', 'y'].flatMap((name) => [`${name}q1`, `${name}m1`, `${name}q2`, `${name}m2`]).concat('zq1', 'zm1')
  )
  for (const limit of [1, 2, 3]) expect(await readInPages(file, limit)).toStrictEqual(whole.messages)
})

it('the same prompt sent again is an alternative, and so is any beginning in a transcript of ours', async () => {
  const again = [
    ...exchange('x', 1, null, 0),
    at(promptLine('again', null, 'xq1'), 9),
    ...exchange('y', 1, 'again', 10)
  ]
  expect((await read(again)).said[0]).toBe('user: xq1')
  expect((await read(again)).said).toHaveLength(3)
  const ours = [...exchange('x', 1, null, 0), ...exchange('y', 1, null, 10)].map((line) => ({
    ...line,
    entrypoint: 'skein'
  }))
  expect((await read(ours)).said).toStrictEqual(['user: yq1', 'assistant: y answer 1'])
})

it('an answer that was rewound stays hidden, whatever was attached to its prompt', async () => {
  const attached = {
    parentUuid: 'goneq',
    isSidechain: false,
    attachment: { type: 'date' },
    type: 'attachment',
    uuid: 'x'
  }
  const lines = [
    ...exchange('x', 1, null, 0),
    promptLine('goneq', 'xa1'),
    attached,
    answerLine('gonea', 'x', 'gone', said('gone')),
    ...exchange('x', 2, 'xa1', 9)
  ]
  const file = await folder.write(toText(lines))
  for (const limit of [1, 2, 100]) {
    expect((await readInPages(file, limit)).map(({ id }) => id)).toStrictEqual(['xq1', 'xm1', 'xq2', 'xm2'])
  }
})
