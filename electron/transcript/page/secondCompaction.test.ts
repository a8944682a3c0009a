/** A second compaction that hangs on a copy of what was compacted first hides nothing. */
import { expect, it } from 'vitest'
import { branchRecords, readInPages, readPage } from '../../../tests/support/claude/testClaudeReading.ts'
import {
  boundary,
  exchange,
  exchanges,
  hookReport,
  readerIn,
  summary
} from '../../../tests/support/claude/testReading.ts'
import { folderForEach, toText } from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()
const read = readerIn(folder)

const early = exchanges('early', 40, null, 0)
const middle = exchanges('mid', 3, 's1', 83)
const first = [
  ...early,
  boundary('b1', 'earlya40', 81, ['earlya40', 'earlya40']),
  summary('s1', 'b1', 82),
  ...middle
]
const late = [summary('s2', 'b2', 102), ...exchange('late', 1, 's2', 103)]
const right = [
  ...exchanges('early', 40, null, 0).map((line) => line['uuid']),
  'b1',
  ...middle.map((line) => line['uuid']),
  'b2',
  'lateq1',
  'latea1'
]

it.each([
  [
    'with a hook’s report between',
    [hookReport('h', 'earlya40', 100), boundary('b2', 'h', 101, ['mida3', 'h'])]
  ],
  ['hanging on the copy itself', [boundary('b2', 'earlya40', 101, ['mida3', 'earlya40'])]],
  ['without a word of what was kept', [hookReport('h', 'earlya40', 100), boundary('b2', 'h', 101)]]
])('hides nothing, %s', async (_, lines) => {
  const all = [...first, ...early, ...lines, ...late]
  const { said: words, messages, tokens, panel } = await read(all)
  expect({ messages, tokens, panel }).toStrictEqual({ messages: 88, tokens: 4840, panel: 4840 })
  expect(words).toHaveLength(right.length)
  expect(words.slice(79, 83)).toStrictEqual([
    'assistant: early answer 40',
    'system compacted: Conversation compacted | summary s1',
    'user: midq1',
    'assistant: mid answer 1'
  ])
  const file = await folder.write(toText(all))
  const page = await readPage(file, { limit: 1000 })
  for (const limit of [1, 3, 50]) expect(await readInPages(file, limit)).toStrictEqual(page.messages)
  const forked = await branchRecords(file, 'latem1')
  expect(forked?.map(({ uuid }) => uuid)).toContain('mida2')
})

it('a boundary that tells the truth is believed: what was rewound before it stays hidden', async () => {
  const lines = [
    ...exchanges('x', 2, null, 0),
    ...exchange('gone', 1, 'xa1', 10),
    ...exchange('y', 1, 'xa2', 20),
    boundary('b', 'ya1', 30, ['yq1', 'ya1']),
    summary('s', 'b', 31),
    ...exchange('z', 1, 's', 32)
  ]
  expect((await read(lines)).said.filter((words) => words.includes('gone'))).toStrictEqual([])
})
