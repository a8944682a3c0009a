import { describe, expect, test } from 'vitest'
import { lastAnswer } from './lastAnswer.ts'
import { promptOf } from './promptOf.ts'
import { terminalCommand } from './terminalCommand.ts'
import type { SessionMessage } from '../../shared/session.ts'

const at = '2026-01-02T03:04:05.000Z'

function message(id: string, changes: Partial<SessionMessage>): SessionMessage {
  return { id, role: 'assistant', content: [], createdAt: at, isStreaming: false, ...changes }
}

test('the last answer is the newest text of the agent itself', () => {
  expect(
    lastAnswer([
      message('a', { content: [{ type: 'text', text: 'old' }] }),
      message('b', {
        content: [
          { type: 'text', text: 'one' },
          { type: 'tool_use', id: 't', name: 'Bash', input: {} },
          { type: 'text', text: 'two' }
        ]
      }),
      message('c', { content: [{ type: 'text', text: 'of a subagent' }], parentToolUseId: 't' }),
      message('d', { content: [{ type: 'tool_use', id: 'u', name: 'Bash', input: {} }] })
    ])
  ).toBe('one\n\ntwo')
  expect(lastAnswer([])).toBeNull()
})

test('a prompt comes back with what was sent along, and without what is only a beginning', () => {
  expect(
    promptOf(
      message('p', {
        role: 'user',
        content: [
          { type: 'text', text: 'look' },
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
          { type: 'image', source: { type: 'url', url: 'https://example.org/x.png' } },
          {
            type: 'document',
            title: 'a.txt',
            source: { type: 'text', media_type: 'text/plain', data: 'whole' }
          },
          {
            type: 'document',
            title: 'b.txt',
            source: { type: 'text', media_type: 'text/plain', data: 'begin' },
            truncated: { bytes: 99999 }
          }
        ]
      })
    )
  ).toEqual({
    text: 'look',
    attachments: [
      { type: 'image', mediaType: 'image/png', data: 'AAAA' },
      { type: 'text', name: 'a.txt', text: 'whole' }
    ]
  })
})

describe('the terminal command', () => {
  const place = {
    command: { program: 'claude', arguments: ['--resume', '{session}'] },
    projectPath: '/home/ada/code',
    sessionId: 's-1',
    windows: false
  }
  test.each([
    ['a plain path', {}, 'cd /home/ada/code && claude --resume s-1'],
    [
      'a path with a space and a quote',
      { projectPath: "/home/ada/it's here" },
      `cd '/home/ada/it'\\''s here' && claude --resume s-1`
    ],
    [
      'a path that would run something',
      { projectPath: '/tmp/$(rm -rf ~)' },
      `cd '/tmp/$(rm -rf ~)' && claude --resume s-1`
    ],
    [
      'a chosen program',
      { command: { program: '/opt/my claude', arguments: ['--resume', '{session}'] } },
      `cd /home/ada/code && '/opt/my claude' --resume s-1`
    ],
    [
      'Windows',
      { windows: true, projectPath: 'C:\\Users\\Ada B' },
      `cd 'C:\\Users\\Ada B'; claude --resume s-1`
    ],
    ['an agent without a program', { command: null }, null]
  ])('%s', (_name, changes, command) => {
    expect(terminalCommand({ ...place, ...changes })).toBe(command)
  })
})
