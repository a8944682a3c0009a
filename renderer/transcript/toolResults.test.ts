import { expect, test } from 'vitest'
import type { SessionMessage, ToolResultBlock } from '../../shared/session.ts'
import { joinToolResults, selectGrowing, selectToolResults } from './toolResults.ts'
import { toolState } from './turnView.ts'

function result(toolUseId: string, content: string): ToolResultBlock {
  return { type: 'tool_result', tool_use_id: toolUseId, content, is_error: false }
}

function answering(id: string, ...content: SessionMessage['content']): SessionMessage {
  return { id, role: 'user', content, createdAt: '2026-01-01T10:00:00.000Z', isStreaming: false }
}

test('every result is found by the call it answers; the last one for a call counts', () => {
  const messages = [
    answering('m1', { type: 'text', text: 'no result' }, result('t1', 'first')),
    answering('m2', result('t2', 'second'), result('t1', 'first again'))
  ]
  expect(selectToolResults(messages)).toEqual(
    new Map([
      ['t1', result('t1', 'first again')],
      ['t2', result('t2', 'second')]
    ])
  )
})

test('a result in a message that streams is what the call wrote so far: it still runs while its turn does', () => {
  const messages = [
    { ...answering('m1', result('t1', 'so far')), isStreaming: true },
    answering('m2', result('t2', 'all'))
  ]
  const view = {
    results: selectToolResults(messages),
    growing: selectGrowing(messages),
    subagents: new Map(),
    waiting: new Set<string>()
  }
  const states = (live: boolean): string[] =>
    ['t1', 't2', 't3'].map((id) => toolState(id, view.results.get(id) ?? null, { ...view, live }))
  expect(states(true)).toEqual(['running', 'done', 'running'])
  expect(states(false)).toEqual(['done', 'done', 'stopped'])
})

test('the open run is asked before the settled one', () => {
  const settled = selectToolResults([answering('m1', result('t1', 'old'), result('t2', 'kept'))])
  const open = selectToolResults([answering('m2', result('t1', 'new'))])
  const joined = joinToolResults(settled, open)
  expect([joined.get('t1'), joined.get('t2'), joined.get('t3')]).toEqual([
    result('t1', 'new'),
    result('t2', 'kept'),
    undefined
  ])
})
