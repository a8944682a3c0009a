import { describe, expect, it } from 'vitest'
import type { ContentBlock, SessionMessage } from '../../../../shared/session.ts'
import { toolUse } from '../../../../tests/support/claudeCalls.ts'
import { message } from '../../../../tests/support/connection/sessionFixtures.ts'
import { latestTasks, noTasks, readTodos } from './latestTasks.ts'

function call(id: string, name: string, input: unknown): SessionMessage {
  return message(`m-${id}`, { content: [toolUse(name, input, id)] })
}

function result(id: string, content: string, isError = false): SessionMessage {
  const block: ContentBlock = { type: 'tool_result', tool_use_id: id, content, is_error: isError }
  return message(`r-${id}`, { role: 'user', content: [block] })
}

const todos = (...statuses: readonly string[]): unknown => ({
  todos: statuses.map((status, index) => ({ content: `task ${index + 1}`, status }))
})

describe('latestTasks', () => {
  it('is what the newest TodoWrite wrote', () => {
    expect(
      latestTasks([
        call('t1', 'TodoWrite', todos('in_progress', 'pending')),
        result('t1', 'ok'),
        call('t2', 'TodoWrite', todos('completed', 'in_progress'))
      ])
    ).toEqual({
      tasks: [
        { text: 'task 1', status: 'completed' },
        { text: 'task 2', status: 'in_progress' }
      ],
      callId: 't2'
    })
  })

  it('follows tasks that are created and changed one at a time', () => {
    expect(
      latestTasks([
        call('t1', 'TaskCreate', { subject: 'Read' }),
        result('t1', 'Task #1 created successfully: Read'),
        call('t2', 'TaskCreate', { subject: 'Write' }),
        result('t2', 'Task #2 created successfully: Write'),
        call('t3', 'TaskCreate', { subject: 'Drop' }),
        result('t3', 'Task #3 created successfully: Drop'),
        call('t4', 'TaskUpdate', { taskId: '1', status: 'completed' }),
        call('t5', 'TaskUpdate', { taskId: 2, subject: 'Write it', status: 'in_progress' }),
        call('t6', 'TaskUpdate', { taskId: '3', status: 'deleted' })
      ])
    ).toEqual({
      tasks: [
        { text: 'Read', status: 'completed' },
        { text: 'Write it', status: 'in_progress' }
      ],
      callId: 't6'
    })
  })

  it('is not changed by a call that failed, nor by a subagent', () => {
    expect(
      latestTasks([
        call('t1', 'TodoWrite', todos('pending')),
        call('t2', 'TodoWrite', todos('completed', 'completed')),
        result('t2', 'TodoWrite is disabled for this session', true),
        { ...call('t3', 'TodoWrite', todos()), parentToolUseId: 'a1' }
      ])
    ).toEqual({ tasks: [{ text: 'task 1', status: 'pending' }], callId: 't1' })
  })

  it('is empty where nothing was listed', () => {
    expect(latestTasks([message('m1', { content: [{ type: 'text', text: 'TodoWrite' }] })])).toEqual(noTasks)
  })
})

describe('readTodos', () => {
  it.each([['half'], [null], [{ todos: 'x' }], [{ todos: [1] }], [[]]])('reads nothing in %j', (input) => {
    expect(readTodos(input)).toEqual([])
  })

  it('reads tasks with missing fields, and ten thousand of them', () => {
    expect(readTodos({ todos: [{ status: 'odd' }, {}] })).toEqual([
      { text: '', status: 'pending' },
      { text: '', status: 'pending' }
    ])
    expect(readTodos(todos(...Array.from({ length: 10_000 }, () => 'pending')))).toHaveLength(10_000)
  })
})
