/** A scripted reply as the Messages API sends it: server-sent events, or one JSON body. */
import { randomUUID } from 'node:crypto'
import { unreachable } from '../../shared/errors.ts'
import { stopReasonOf } from './script.ts'
import type { Reply, Step } from './script.ts'

type MessageReply = Extract<Reply, { type: 'message' }>

/** What the sender does next: write one event, wait at a gate, or cut the connection. */
export type Action =
  | { readonly type: 'event'; readonly name: string; readonly data: object }
  | { readonly type: 'gate'; readonly gate: string }
  | { readonly type: 'cut' }

/** The whole answer as a list of actions; ids are new for each answer. */
export function* actionsOf(reply: MessageReply, model: string): Generator<Action> {
  const usage = usageOf(reply)
  yield event('message_start', {
    message: { ...head(model), content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } }
  })
  let index = 0
  for (const step of reply.steps) {
    switch (step.type) {
      case 'gate':
        yield { type: 'gate', gate: step.gate }
        break
      case 'cut':
        yield { type: 'cut' }
        return
      case 'text':
      case 'thinking':
      case 'toolUse':
        yield* blockActions(step, index)
        index += 1
        break
      default:
        unreachable(step)
    }
  }
  yield event('message_delta', {
    delta: {
      stop_reason: stopReasonOf(reply),
      stop_sequence: null,
      ...(reply.stopDetails === undefined ? null : { stop_details: reply.stopDetails })
    },
    usage: { output_tokens: usage.output_tokens }
  })
  yield event('message_stop', {})
}

type BlockStep = Extract<Step, { type: 'text' | 'thinking' | 'toolUse' }>

function* blockActions(step: BlockStep, index: number): Generator<Action> {
  const whole = blockOf(step)
  yield event('content_block_start', { index, content_block: { ...whole, ...emptied(step) } })
  const deltas = deltasOf(step)
  for (const [at, delta] of deltas.entries()) {
    yield event('content_block_delta', { index, delta })
    if (at === 0 && step.type !== 'toolUse' && step.hold !== undefined)
      yield { type: 'gate', gate: step.hold }
  }
  yield event('content_block_stop', { index })
}

function blockOf(step: BlockStep): object {
  switch (step.type) {
    case 'text':
      return { type: 'text', text: step.text }
    case 'thinking':
      return { type: 'thinking', thinking: step.thinking, signature: SIGNATURE }
    case 'toolUse':
      return { type: 'tool_use', id: step.id ?? newId('toolu'), name: step.name, input: step.input }
    default:
      return unreachable(step)
  }
}

function emptied(step: BlockStep): object {
  switch (step.type) {
    case 'text':
      return { text: '' }
    case 'thinking':
      return { thinking: '', signature: '' }
    case 'toolUse':
      return { input: {} }
    default:
      return unreachable(step)
  }
}

function deltasOf(step: BlockStep): object[] {
  switch (step.type) {
    case 'text':
      return cutUp(step.text, step.chunk).map((piece) => ({ type: 'text_delta', text: piece }))
    case 'thinking':
      return [
        ...cutUp(step.thinking, step.chunk).map((piece) => ({ type: 'thinking_delta', thinking: piece })),
        { type: 'signature_delta', signature: SIGNATURE }
      ]
    case 'toolUse':
      return cutUp(JSON.stringify(step.input), 24).map((piece) => ({
        type: 'input_json_delta',
        partial_json: piece
      }))
    default:
      return unreachable(step)
  }
}

/** The same answer for a client that does not stream. Gates and cuts are for streams only. */
export function bodyOf(reply: MessageReply, model: string): object {
  const content = reply.steps.flatMap((step) =>
    step.type === 'gate' || step.type === 'cut' ? [] : [blockOf(step)]
  )
  return { ...head(model), content, stop_reason: stopReasonOf(reply), usage: usageOf(reply) }
}

const SIGNATURE = Buffer.from('scripted').toString('base64')

function head(model: string): object {
  return { id: newId('msg'), type: 'message', role: 'assistant', model, stop_sequence: null }
}

function newId(prefix: string): string {
  return `${prefix}_${randomUUID().replaceAll('-', '').slice(0, 24)}`
}

function usageOf(reply: MessageReply): {
  input_tokens: number
  output_tokens: number
  cache_creation_input_tokens: number
  cache_read_input_tokens: number
} {
  return {
    input_tokens: reply.usage?.input ?? 10,
    output_tokens: reply.usage?.output ?? 5,
    cache_creation_input_tokens: reply.usage?.cacheWrite ?? 0,
    cache_read_input_tokens: reply.usage?.cacheRead ?? 0
  }
}

/** Whole characters, so that no delta ends inside one. */
function cutUp(value: string, size: number): string[] {
  const characters = Array.from(value)
  const pieces: string[] = []
  for (let at = 0; at < characters.length; at += size) pieces.push(characters.slice(at, at + size).join(''))
  return pieces
}

function event(type: string, fields: object): Action {
  return { type: 'event', name: type, data: { type, ...fields } }
}
