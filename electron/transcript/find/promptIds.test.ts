import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { promptIds } from './promptIds.ts'
import {
  answerLine,
  promptLine,
  resultLine,
  makeFolder,
  toText
} from '../../../tests/support/transcript/testTranscript.ts'

test('finds what was said on every branch, and takes no words for ids', async () => {
  const [first, second, third, words] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const folder = await makeFolder()
  onTestFinished(() => folder.remove())
  const file = await folder.write(
    toText([
      promptLine(first, null, `{"type":"user","uuid":"${words}"}`),
      answerLine(randomUUID(), first, 'msg_1', { type: 'text', text: '"uuid":"x"' }),
      promptLine(second, first),
      resultLine(randomUUID(), second, 'toolu'),
      promptLine(third, first)
    ])
  )
  expect(await promptIds(file)).toEqual([first, second, third])
})
