import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ContentBlock } from '../../../shared/session.ts'
import { toContentBlocks } from './blocks.ts'

const result = (content: string, isError = false): object => ({
  type: 'tool_result',
  tool_use_id: 's1',
  content,
  is_error: isError
})

it.each<[string, object, object]>([
  [
    'a search',
    { type: 'server_tool_use', id: 's1', name: 'web_search', input: { query: 'clover' } },
    { type: 'tool_use', id: 's1', name: 'web_search', input: { query: 'clover' } }
  ],
  [
    'a call of a server',
    { type: 'mcp_tool_use', id: 's1', name: 'find', server_name: 'garden', input: {} },
    { type: 'tool_use', id: 's1', name: 'mcp__garden__find', input: {} }
  ],
  [
    'what an advisor said',
    {
      type: 'advisor_tool_result',
      tool_use_id: 's1',
      content: { type: 'advisor_result', text: 'Plant clover.' }
    },
    result('Plant clover.')
  ],
  [
    'what a search found',
    {
      type: 'web_search_tool_result',
      tool_use_id: 's1',
      content: [
        { type: 'web_search_result', title: 'Clover', url: 'https://clover.example/', encrypted_content: 'x' }
      ]
    },
    result('Links: [{"title":"Clover","url":"https://clover.example/"}]')
  ],
  [
    'a search that failed',
    {
      type: 'web_search_tool_result',
      tool_use_id: 's1',
      content: { type: 'web_search_tool_result_error', error_code: 'max_uses_exceeded' }
    },
    result('max_uses_exceeded', true)
  ],
  [
    'what only the model may read',
    {
      type: 'advisor_tool_result',
      tool_use_id: 's1',
      content: { type: 'advisor_redacted_result', encrypted_content: 'x' }
    },
    result('')
  ],
  [
    'code of which the model alone reads the output',
    {
      type: 'code_execution_tool_result',
      tool_use_id: 's1',
      content: {
        type: 'encrypted_code_execution_result',
        encrypted_stdout: 'x',
        stderr: 'b',
        return_code: 2,
        content: []
      }
    },
    result('Exit code 2\nb', true)
  ],
  [
    'a page',
    {
      type: 'web_fetch_tool_result',
      tool_use_id: 's1',
      content: {
        type: 'web_fetch_result',
        url: 'https://clover.example/',
        content: {
          type: 'document',
          title: 'Clover',
          source: { type: 'text', media_type: 'text/plain', data: 'Grows.' }
        }
      }
    },
    result('https://clover.example/\nClover\nGrows.')
  ],
  [
    'code that failed',
    {
      type: 'bash_code_execution_tool_result',
      tool_use_id: 's1',
      content: { type: 'bash_code_execution_result', stdout: 'a', stderr: 'b', return_code: 2, content: [] }
    },
    result('Exit code 2\na\nb', true)
  ],
  [
    'a file that was looked at',
    {
      type: 'text_editor_code_execution_tool_result',
      tool_use_id: 's1',
      content: { type: 'text_editor_code_execution_view_result', content: '1\tx', file_type: 'text' }
    },
    result('1\tx')
  ],
  [
    'what a server answered',
    { type: 'mcp_tool_result', tool_use_id: 's1', is_error: true, content: [{ type: 'text', text: 'No.' }] },
    result('No.', true)
  ],
  [
    'a thought nobody may read',
    { type: 'redacted_thinking', data: 'secret' },
    { type: 'thinking', thinking: '', redacted: true }
  ]
])('%s is a block like any other', (_, raw, block) => {
  expect(toContentBlocks([raw])).toStrictEqual([block])
})

it('a result without words keeps what it is', () => {
  const raw = { type: 'strange_tool_result', tool_use_id: 's1', content: { odd: [1] } }
  expect(toContentBlocks([raw])).toStrictEqual([
    {
      type: 'tool_result',
      tool_use_id: 's1',
      content: [{ type: 'unknown', raw: { odd: [1] } }],
      is_error: false
    }
  ])
})

it('whatever the API may send is a block that can be sent on', () => {
  const type = fc.constantFrom(
    'x_tool_use',
    'x_tool_result',
    'redacted_thinking',
    'server_tool_use',
    'advisor_tool_result'
  )
  const block = fc.record(
    {
      type,
      id: fc.string(),
      name: fc.string(),
      tool_use_id: fc.string(),
      content: fc.jsonValue(),
      input: fc.jsonValue()
    },
    { requiredKeys: ['type'] }
  )
  fc.assert(
    fc.property(fc.array(block, { maxLength: 4 }), (raws) => {
      const blocks = toContentBlocks(raws)
      expect(blocks).toHaveLength(raws.length)
      for (const each of blocks) expect(ContentBlock.safeParse(each).success).toBe(true)
    }),
    { numRuns: 300 }
  )
})
