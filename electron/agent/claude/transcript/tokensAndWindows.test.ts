/** Tokens, whoever used them, and the windows they fill. */
import { expect, it } from 'vitest'
import { readerIn, usage } from '../../../../tests/support/claude/testReading.ts'
import {
  answerLine,
  folderForEach,
  promptLine,
  said
} from '../../../../tests/support/transcript/testTranscript.ts'
import type { Line } from '../../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()
const read = readerIn(folder)

const answered = (
  uuid: string,
  parent: string,
  used: object,
  model = 'claude-sonnet-4-5',
  requestedModel?: string
): Line => {
  const line = answerLine(uuid, parent, `m${uuid}`, said('x'), 0, used)
  const { message } = line
  const api = typeof message === 'object' && message !== null ? message : {}
  return {
    ...line,
    message: { ...api, model },
    ...(requestedModel === undefined ? null : { requestedModel })
  }
}

it('what an advisor has used counts, by its own model', async () => {
  const used = {
    ...usage(100, 50),
    iterations: [
      { type: 'message', ...usage(100, 50) },
      { type: 'advisor_message', model: 'claude-opus-4-5', ...usage(40_000, 2000) },
      { type: 'advisor_message', model: 'claude-opus-4-5', ...usage(1, 1) }
    ]
  }
  const { tokens, panel, usage: report } = await read([promptLine('p', null), answered('a', 'p', used)])
  expect([tokens, panel]).toStrictEqual([42_152, 42_152])
  expect(report.models).toMatchObject([
    { model: 'claude-sonnet-4-5', input: 100, output: 50 },
    { model: 'claude-opus-4-5', input: 40_001, output: 2001 }
  ])
})

it('calls of the model itself are in its sum already, and only the last fills the context', async () => {
  const iteration = (read_tokens: number): object => ({
    type: 'message',
    input_tokens: 1,
    output_tokens: 1,
    cache_read_input_tokens: read_tokens
  })
  const used = {
    input_tokens: 2,
    output_tokens: 2,
    cache_read_input_tokens: 226_000,
    iterations: [iteration(109_000), iteration(117_000)]
  }
  const { tokens, usage: report } = await read([promptLine('p', null), answered('a', 'p', used)])
  expect([tokens, report.context]).toStrictEqual([
    226_004,
    { used: 117_001, window: 200_000, compactsAt: 167_000 }
  ])
})

it.each<[string, string | undefined, number, number]>([
  ['claude-sonnet-4-5', undefined, 150_000, 200_000],
  ['claude-sonnet-4-5', undefined, 350_000, 1_000_000],
  ['claude-sonnet-4-5', 'claude-sonnet-4-5[1m]', 10, 1_000_000],
  ['claude-sonnet-4-5', 'sonnet[1m]', 10, 1_000_000],
  ['claude-opus-5-5', undefined, 10, 1_000_000],
  ['somebody-else', undefined, 350_000, 1_000_000],
  ['claude-opus-5-5', undefined, 1_200_000, 2_000_000]
])('%s (%s) with %d tokens before it holds %d', async (model, requested, used, window) => {
  const { usage: report } = await read([
    promptLine('p', null),
    answered('a', 'p', usage(used), model, requested)
  ])
  expect(report.context).toMatchObject({ used, window })
})

it('the window stays the larger one when the context has become smaller', async () => {
  const { usage: report } = await read([
    promptLine('p', null),
    answered('a', 'p', usage(350_000)),
    answered('b', 'a', usage(20_000))
  ])
  expect(report.context).toStrictEqual({ used: 20_000, window: 1_000_000, compactsAt: 967_000 })
})
