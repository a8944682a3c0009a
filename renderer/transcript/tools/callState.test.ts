import { expect, it } from 'vitest'
import type { ToolResultBlock } from '../../../shared/session.ts'
import type { ToolEnding, ToolFacts } from '../../../shared/tool.ts'
import type { TurnView } from '../turnView.ts'
import { callState } from './callState.ts'
import type { CallState } from './callState.ts'

const view: TurnView = {
  results: new Map(),
  subagents: new Map(),
  growing: new Set(),
  waiting: new Set(),
  live: false
}

function stateOf(facts: ToolFacts, content: string, ending?: ToolEnding): CallState {
  const result: ToolResultBlock = {
    type: 'tool_result',
    tool_use_id: 't',
    content,
    is_error: true,
    ...(ending && { ending })
  }
  return callState({ type: 'tool_use', id: 't', name: 'Any', input: {}, ...facts }, result, view)
}

it.each<ToolEnding>([
  { kind: 'denied', note: 'no' },
  { kind: 'held', because: 'plan_mode' },
  { kind: 'stopped' }
])('is how the result says it ended: $kind', (ending) => {
  expect(stateOf({ kind: 'command' }, 'whatever it says', ending)).toEqual(ending)
})

it('a failure is one, whatever code it has', () => {
  expect(stateOf({ kind: 'fetch' }, 'overloaded', { kind: 'failed', code: 'overloaded' })).toEqual({
    kind: 'failed'
  })
})

it('takes any words against a plan or a question for a person’s own, unless it failed', () => {
  expect(stateOf({ kind: 'plan' }, 'Think of the tests too')).toEqual({
    kind: 'denied',
    note: 'Think of the tests too'
  })
  expect(stateOf({ kind: 'question' }, ' ')).toEqual({ kind: 'denied', note: null })
  expect(stateOf({ kind: 'plan' }, 'Invalid input', { kind: 'failed' })).toEqual({ kind: 'failed' })
})

it.each<ToolFacts>([{ kind: 'command' }, { kind: 'plan', variant: 'begin' }, { kind: 'other' }, {}])(
  'an error of %j that says no more has failed',
  (facts) => {
    expect(stateOf(facts, 'The user denied this and said: it is in the words')).toEqual({ kind: 'failed' })
  }
)
