import { expect, it } from 'vitest'
import { evolve, messagesOf, restingState } from '../../../shared/evolve.ts'
import { sampleSession } from '../../../tests/support/sampleSession.ts'
import { readFrame } from './frames.ts'
import { LiveTranscript } from './liveTranscript.ts'

/** What is left of frames, folded as a window does. */
function left(frames: readonly object[]): string[] {
  const live = new LiveTranscript({ now: () => new Date(0), newId: () => 'new' })
  let state = restingState(sampleSession)
  for (const raw of frames) {
    const frame = readFrame(raw)
    for (const output of frame === null ? [] : live.read(frame)) {
      if (output.type === 'message_added' || output.type === 'stream_output') state = evolve(state, output)
    }
  }
  return messagesOf(state).map(({ id, content }) =>
    [id, ...content.map((block) => ('text' in block ? block.text : block.type))].join(' ')
  )
}

const said = (uuid: string, id: string, block: object, more: object = {}): object => ({
  type: 'assistant',
  uuid,
  message: { id, model: 'm', content: [block] },
  ...more
})
const text = (words: string): object => ({ type: 'text', text: words })
const call = { type: 'tool_use', id: 'toolu_1', name: 'Bash', input: {} }
const result = {
  type: 'user',
  uuid: 'r1',
  message: { content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'out' }] }
}
const change = { type: 'system', subtype: 'model_refusal_fallback', uuid: 'n', content: 'Another answers.' }

it('frames that are named are gone with all they said, and nothing else is', () => {
  const frames = [said('u1', 'a', text('one')), said('u2', 'a', call), result, said('u3', 'b', text('two'))]
  const back = { ...change, retracted_message_uuids: ['u2', 'r1', 'u3', 'unknown'] }
  expect(left([...frames, back, said('u4', 'c', text('three'))])).toEqual([
    'a one',
    'n The model refused to go on, and what it had said was taken back. Another answers.',
    'c three'
  ])
})

it('an answer may say itself what it takes the place of, once more or for the first time', () => {
  const first = said('u1', 'a', text('one'))
  const second = said('u2', 'b', text('two'), { supersedes: ['u1'] })
  expect(left([first, second])).toEqual(['b two'])
  expect(left([first, { ...change, retracted_message_uuids: ['u1'] }, second]).slice(1)).toEqual(['b two'])
})

it('what was streamed and never said whole goes with what was', () => {
  const event = (body: object): object => ({ type: 'stream_event', event: body, parent_tool_use_id: null })
  const frames = [
    event({ type: 'message_start', message: { id: 'a' } }),
    event({ type: 'content_block_start', index: 0, content_block: text('whole') }),
    said('u1', 'a', text('whole')),
    event({ type: 'content_block_start', index: 1, content_block: text('cut o') })
  ]
  expect(left([...frames, { ...change, retracted_message_uuids: ['u1'] }])).toHaveLength(1)
})

it('a notice that is not the last word on it gives way to the one that is', () => {
  const first = { ...change, uuid: 'n1', content: 'B answers.', provisional: true }
  expect(left([first, { ...change, uuid: 'n2', content: 'C answers.' }])).toEqual(['n2 C answers.'])
  const told = { ...change, uuid: 'n2', content: 'B answers.' }
  expect(left([{ ...change, uuid: 'n1', content: 'B answers.' }, told])).toHaveLength(2)
})
