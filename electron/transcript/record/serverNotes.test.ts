import { expect, it } from 'vitest'
import { toContentBlocks } from './blocks.ts'

it.each<[string, object, readonly string[]]>([
  [
    'that another model goes on',
    {
      type: 'fallback',
      from: { model: 'claude-fern-5' },
      to: { model: 'claude-moss-4' },
      trigger: { type: 'refusal', category: 'cyber' }
    },
    ['*claude-fern-5 declined to go on. claude-moss-4 goes on from here.*']
  ],
  [
    'what was summed up',
    { type: 'compaction', content: 'We planted **clover**.', encrypted_content: 'x', signature: 's' },
    ['*What was said before was summed up:*\n\nWe planted **clover**.']
  ],
  [
    'that something was summed up',
    { type: 'compaction', content: null, encrypted_content: 'x' },
    ['*What was said before was summed up.*']
  ],
  ['nothing of a summary that failed', { type: 'compaction', content: null, encrypted_content: null }, []],
  [
    'which file lies ready',
    { type: 'container_upload', file_id: 'file_1' },
    [String.raw`*The file file\_1 lies ready where the code runs.*`]
  ],
  [
    'what a server offers',
    { type: 'mcp_tool_listing', mcp_server_name: 'garden', tools: [{ name: 'dig' }, { name: 'sow' }] },
    ['*garden offers dig, sow.*']
  ],
  [
    'that a tool was laid ready',
    { type: 'tool_addition', tool: { type: 'mcp_tool_reference', server_name: 'garden', name: 'dig' } },
    ['*garden: dig can be used from here on.*']
  ],
  [
    'that a tool was put away',
    { type: 'tool_removal', tool: { type: 'tool_definition', definition: { name: 'dig' } } },
    ['*dig can no longer be used from here on.*']
  ]
])('the API tells %s', (_, raw, texts) => {
  expect(toContentBlocks([raw])).toStrictEqual(texts.map((text) => ({ type: 'text', text })))
})

it.each([
  { type: 'fallback' },
  { type: 'compaction', content: [1] },
  { type: 'container_upload' },
  { type: 'tool_addition', tool: 'dig' }
])('%j keeps what it is', (raw) => {
  expect(toContentBlocks([raw])).toStrictEqual([{ type: 'unknown', raw }])
})

it.each<[object, string]>([
  [{ type: 'tool_reference', tool_name: 'Dig' }, 'Dig'],
  [
    {
      type: 'search_result',
      title: 'Clover',
      source: 'https://clover.example/',
      content: [{ type: 'text', text: 'Grows.' }]
    },
    'Clover\nhttps://clover.example/\nGrows.'
  ],
  [
    {
      type: 'document',
      title: 'Notes',
      source: { type: 'text', media_type: 'text/plain', data: 'Grows.' }
    },
    'Notes\nGrows.'
  ],
  [
    {
      type: 'document',
      title: 'Notes',
      source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0=' }
    },
    'Notes\napplication/pdf'
  ]
])('in a tool’s result %j is readable', (part, text) => {
  const raw = { type: 'tool_result', tool_use_id: 't', content: [part] }
  const content = [{ type: 'text', text }]
  expect(toContentBlocks([raw])).toStrictEqual([{ ...raw, content, is_error: false }])
})

it('of a page that is no text its kind is told', () => {
  const content = { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'JV' } }
  const raw = {
    type: 'web_fetch_tool_result',
    tool_use_id: 't',
    content: { type: 'web_fetch_result', url: 'https://clover.example/a.pdf', content }
  }
  expect(toContentBlocks([raw])).toMatchObject([{ content: 'https://clover.example/a.pdf\napplication/pdf' }])
})
