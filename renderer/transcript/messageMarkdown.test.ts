import { expect, test } from 'vitest'
import { message } from '../../tests/support/connection/sessionFixtures.ts'
import { messageMarkdown } from './messageMarkdown.ts'
import { selectToolResults } from './toolResults.ts'

test('an answer is copied with its calls and their results, without what was thought', () => {
  const answer = message('a1', {
    content: [
      { type: 'thinking', thinking: 'hm' },
      { type: 'text', text: 'I **look**.\n' },
      { type: 'tool_use', id: 't1', name: 'Bash', input: { command: 'ls' } }
    ]
  })
  const result = message('r1', {
    role: 'user',
    content: [{ type: 'tool_result', tool_use_id: 't1', content: 'a\nb\n', is_error: false }]
  })
  expect(messageMarkdown(answer, selectToolResults([result]))).toBe(
    'I **look**.\n\n**Bash**\n\n```json\n{\n  "command": "ls"\n}\n```\n\n```\na\nb\n```'
  )
})

test('a fence around a fence is longer', () => {
  const document = message('u1', {
    role: 'user',
    content: [
      {
        type: 'document',
        title: 'notes.md',
        source: { type: 'text', media_type: 'text/plain', data: '````\nx\n````' }
      }
    ]
  })
  expect(messageMarkdown(document, new Map())).toBe('**notes.md**\n\n`````\n````\nx\n````\n`````')
})
