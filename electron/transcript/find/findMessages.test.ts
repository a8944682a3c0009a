import { expect, it } from 'vitest'
import type { FindResult } from '../../../shared/find.ts'
import type { ContentBlock, SessionMessage } from '../../../shared/session.ts'
import { MessageSearch } from './findMessages.ts'
import { answer, prompt, said } from '../../../tests/support/transcript/testTranscript.ts'

async function find(
  pages: readonly (readonly SessionMessage[])[],
  query: string,
  limit = 100,
  signal: AbortSignal | null = null
): Promise<FindResult> {
  const search = new MessageSearch(query, limit, signal)
  for (const page of pages.toReversed()) await search.addOlder(page)
  return search.result()
}

const hit = (
  messageId: string,
  blockIndex: number,
  occurrence: number,
  snippet: string,
  start: number
): object => ({
  messageId,
  blockIndex,
  occurrence,
  snippet,
  start,
  end: start + 'fig'.length
})

it('hits come in the order of the transcript, with their places', async () => {
  const blocks: ContentBlock[] = [
    { type: 'thinking', thinking: 'A fig?\nA Fig!' },
    said('no'),
    { type: 'tool_use', id: 't', name: 'fig', input: { fig: 'key', a: ['one fig', { b: 'FIG' }], n: 7 } },
    { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'fig' } },
    { type: 'unknown', raw: { text: 'fig' } },
    { type: 'document', title: 'fig', source: { type: 'text', media_type: 'text/plain', data: 'fig doc' } }
  ]
  const result: ContentBlock = {
    type: 'tool_result',
    tool_use_id: 't',
    content: [said('fig 1'), { type: 'unknown', raw: 'fig' }, said('fig 2')],
    is_error: false
  }
  const pages = [
    [prompt('p', 'Figs, and a fig.')],
    [answer('a', ...blocks), { ...prompt('r'), content: [result] }],
    [answer('b', said('The last fig.'))]
  ]
  expect(await find(pages, 'fig')).toStrictEqual({
    hits: [
      hit('p', 0, 0, 'Figs, and a fig.', 0),
      hit('p', 0, 1, 'Figs, and a fig.', 12),
      hit('a', 0, 0, 'A fig?', 2),
      hit('a', 0, 1, 'A Fig!', 2),
      hit('a', 2, 0, 'one fig', 4),
      hit('a', 2, 1, 'FIG', 0),
      hit('a', 5, 0, 'fig doc', 0),
      hit('r', 0, 0, 'fig 1', 0),
      hit('r', 0, 1, 'fig 2', 0),
      hit('b', 0, 0, 'The last fig.', 9)
    ],
    total: 10
  })
})

it('what an agent wrote is found as it is drawn, what others wrote as it was written', async () => {
  const result: ContentBlock = { type: 'tool_result', tool_use_id: 't', content: 'f**i**g', is_error: false }
  const messages = [
    prompt('p', '**f**ig'),
    answer('a', said('**f**ig and `fi`g'), { type: 'thinking', thinking: 'f*ig*' }),
    { ...prompt('r'), content: [result] }
  ]
  const { hits } = await find([messages], 'fig')
  expect(
    hits.map(({ messageId, blockIndex, snippet, start, end }) => [
      messageId,
      blockIndex,
      snippet.slice(start, end)
    ])
  ).toEqual([
    ['a', 0, 'f**ig'],
    ['a', 0, 'fi`g'],
    ['a', 1, 'f*ig']
  ])
})

it('of more hits than are wanted the newest come, and all are counted', async () => {
  const pages = [[prompt('p', 'fig fig')], [prompt('q', 'fig '.repeat(50))], [prompt('r', 'fig')]]
  const { hits, total } = await find(pages, 'fig', 3)
  expect([total, hits.map(({ messageId, occurrence }) => [messageId, occurrence])]).toStrictEqual([
    53,
    [
      ['q', 48],
      ['q', 49],
      ['r', 0]
    ]
  ])
})

it('ends when whoever asked has gone', async () => {
  const gone = new AbortController()
  gone.abort(new Error('gone'))
  await expect(find([[prompt('p', 'fig')]], 'fig', 3, gone.signal)).rejects.toThrow('gone')
})
