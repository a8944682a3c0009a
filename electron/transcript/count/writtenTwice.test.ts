/** Records that are written twice are read and counted once. */
import { expect, it } from 'vitest'
import { readMetadata } from '../../../tests/support/claude/testClaudeReading.ts'
import {
  at,
  exchange,
  exchanges,
  readerIn,
  second,
  usage
} from '../../../tests/support/claude/testReading.ts'
import {
  answerLine,
  folderForEach,
  promptLine,
  said,
  toText
} from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()
const read = readerIn(folder)

it('count once, however far apart', async () => {
  const parts = Array.from({ length: 40 }, (_, n) =>
    at(answerLine(`a${n}`, n === 0 ? 'p' : `a${n - 1}`, `m${n}`, said(`Part ${n}`), 0, usage(1000)), n + 1)
  )
  const lines = [
    at(promptLine('p', null), 0),
    ...parts,
    ...parts,
    at(promptLine('last', 'a39'), 50),
    at(answerLine('end', 'last', 'm-end', said('Over'), 0, usage(1000)), 51)
  ]
  const { said: words, messages, tokens, panel } = await read(lines)
  expect({ messages, tokens, panel, shown: words.length }).toStrictEqual({
    messages: 43,
    tokens: 41_000,
    panel: 41_000,
    shown: 43
  })
  expect(words.slice(-3)).toStrictEqual(['assistant: Part 39', 'user: last', 'assistant: Over'])
})

it('are read once where the whole session is written down again', async () => {
  const once = exchanges('x', 3, null, 0)
  const { said: words, messages, tokens } = await read([...once, ...once, ...exchange('x', 4, 'xa3', 60)])
  expect(words).toStrictEqual((await read([...once, ...exchange('x', 4, 'xa3', 60)])).said)
  expect({ messages, tokens }).toStrictEqual({ messages: 8, tokens: 440 })
})

it.each<[string, object]>([
  ['follows nothing', {}],
  ['follows nothing it names', { parentUuid: null }],
  ['follows the answer', { parentUuid: 'xa1' }]
])('are told once where what a hook says %s', async (_, parent) => {
  const word = {
    ...parent,
    isSidechain: false,
    type: 'attachment',
    uuid: 'h',
    timestamp: second(5),
    attachment: { type: 'hook_system_message', hookName: 'Stop', hookEvent: 'Stop', content: 'Well done' }
  }
  const lines = [...exchange('x', 1, null, 0), word, word, ...exchange('x', 2, 'xa1', 10)]
  const { said: words } = await read(lines)
  expect(words.filter((one) => one.includes('Well done'))).toHaveLength(1)
  expect(words).toHaveLength(5)
})

it('counted on from between the two, they count once as well', async () => {
  const once = exchanges('x', 40, null, 0)
  const file = await folder.write(toText(once))
  const { checkpoint } = await readMetadata(file, null)
  await folder.write(toText([...once, ...once]))
  const { metadata } = await readMetadata(file, checkpoint)
  expect(metadata).toMatchObject({ messageCount: 80, totalTokens: 4400 })
})
