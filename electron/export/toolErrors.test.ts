/** What a tool that failed says is told in an export as the page tells it. */
import { describe, expect, it } from 'vitest'
import type { ContentBlock } from '../../shared/session.ts'
import { marked } from '../../tests/support/claudeCalls.ts'
import { htmlExport } from './htmlExport.ts'
import { markdownExport } from './markdownExport.ts'
import { facts, message, toolResult, toolUse } from '../../tests/support/export/testExport.ts'

describe.each([
  ['Markdown', markdownExport],
  ['HTML', htmlExport]
])('in %s', (_, format) => {
  const told = (result: ContentBlock): string =>
    [
      ...format(facts).page([
        marked(message('a', 'assistant', [toolUse('srvtoolu_1', 'web_search', {}), result]))
      ])
    ].join('')

  it('a code of the tools of Claude’s servers is a sentence', () => {
    const text = told(toolResult('srvtoolu_1', 'max_uses_exceeded', true))
    expect(text).toContain(
      'This tool may not be used more often in one answer. Send another message to go on.'
    )
    expect(text).not.toContain('max_uses_exceeded')
  })

  it('in a part of a result as well, with the words that stand behind it', () => {
    const content = [{ type: 'text', text: 'url_not_accessible: 404' } as const]
    const text = told({ type: 'tool_result', tool_use_id: 'srvtoolu_1', content, is_error: true })
    expect(text).toContain('The page could not be opened. Check the address. 404')
  })

  it.each([
    ['of another tool', 'toolu_1', true],
    ['that is no failure', 'srvtoolu_1', false]
  ])('such a word %s stays', (__, id, isError) => {
    expect(told(toolResult(id, 'unavailable', isError))).toContain('unavailable')
  })

  it('the tag around a refusal is for the model alone', () => {
    const text = told(toolResult('toolu_1', '<tool_use_error>No such file</tool_use_error>', true))
    expect(text).toContain('No such file')
    expect(text).not.toContain('tool_use_error')
  })
})
