import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { ContentBlock } from '../../../shared/session.ts'
import { PREVIEW_LENGTH, cutText, previewBlock, toContentBlocks } from './blocks.ts'

describe('content of the Messages API', () => {
  it.each([
    ['a text', 'hi', [{ type: 'text', text: 'hi' }]],
    ['nothing', undefined, []],
    ['an empty text', '', []],
    ['no content at all', 7, [{ type: 'unknown', raw: 7 }]],
    ['text with citations', [{ type: 'text', text: 'a', citations: [] }], [{ type: 'text', text: 'a' }]],
    [
      'thinking, without its signature',
      [{ type: 'thinking', thinking: 'x', signature: 's' }],
      [{ type: 'thinking', thinking: 'x' }]
    ],
    [
      'a text that was sent along, whatever else the agent says of it',
      [
        {
          type: 'document',
          title: 'a.txt',
          source: { type: 'text', media_type: 'text/plain', data: 'hi' },
          citations: { enabled: false }
        }
      ],
      [{ type: 'document', title: 'a.txt', source: { type: 'text', media_type: 'text/plain', data: 'hi' } }]
    ],
    [
      'a file that was sent along, without a name',
      [{ type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'AA==' } }],
      [
        {
          type: 'document',
          title: null,
          source: { type: 'base64', media_type: 'application/pdf', data: 'AA==' }
        }
      ]
    ],
    [
      'a document that lies elsewhere',
      [{ type: 'document', source: { type: 'url', url: 'https://x.example/a.pdf' } }],
      [
        {
          type: 'unknown',
          raw: { type: 'document', source: { type: 'url', url: 'https://x.example/a.pdf' } }
        }
      ]
    ],
    [
      'a tool use',
      [{ type: 'tool_use', id: 't', name: 'n', input: { a: 1 }, extra: 1 }],
      [{ type: 'tool_use', id: 't', name: 'n', input: { a: 1 } }]
    ],
    [
      'a tool use without input',
      [{ type: 'tool_use', id: 't', name: 'n' }],
      [{ type: 'tool_use', id: 't', name: 'n', input: {} }]
    ],
    [
      'a result without content',
      [{ type: 'tool_result', tool_use_id: 't' }],
      [{ type: 'tool_result', tool_use_id: 't', content: '', is_error: false }]
    ],
    [
      'a result of parts',
      [
        {
          type: 'tool_result',
          tool_use_id: 't',
          is_error: true,
          content: [{ type: 'text', text: 'a' }, { type: 'tool_reference', name: 'x' }, 5]
        }
      ],
      [
        {
          type: 'tool_result',
          tool_use_id: 't',
          is_error: true,
          content: [
            { type: 'text', text: 'a' },
            { type: 'unknown', raw: { type: 'tool_reference', name: 'x' } },
            { type: 'unknown', raw: 5 }
          ]
        }
      ]
    ],
    [
      'images by data and by address',
      [
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA==', extra: 1 } },
        { type: 'image', source: { type: 'url', url: 'https://example.org/x.png' } }
      ],
      [
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA==' } },
        { type: 'image', source: { type: 'url', url: 'https://example.org/x.png' } }
      ]
    ],
    [
      'an image of an unknown source',
      [{ type: 'image', source: { type: 'file', id: 'f' } }],
      [{ type: 'unknown', raw: { type: 'image', source: { type: 'file', id: 'f' } } }]
    ],
    [
      'a kind nobody knows',
      [{ type: 'hologram', depth: 3 }],
      [{ type: 'unknown', raw: { type: 'hologram', depth: 3 } }]
    ],
    [
      'known kinds with wrong fields',
      [{ type: 'text' }, { type: 'thinking' }, { type: 'tool_use' }, { type: 'tool_result' }],
      [{ type: 'text' }, { type: 'thinking' }, { type: 'tool_use' }, { type: 'tool_result' }].map((raw) => ({
        type: 'unknown',
        raw
      }))
    ]
  ])('%s', (_, content, blocks) => {
    expect(toContentBlocks(content)).toStrictEqual(blocks)
  })

  it('whatever it is, becomes blocks that are valid, and reads the same a second time', () => {
    const raw = fc.record(
      {
        type: fc.constantFrom('text', 'thinking', 'tool_use', 'tool_result', 'image', 'unknown', 'other'),
        text: fc.jsonValue(),
        thinking: fc.jsonValue(),
        id: fc.jsonValue(),
        name: fc.jsonValue(),
        input: fc.jsonValue(),
        tool_use_id: fc.oneof(fc.string(), fc.jsonValue()),
        content: fc.jsonValue(),
        is_error: fc.jsonValue(),
        truncated: fc.jsonValue(),
        source: fc.jsonValue(),
        raw: fc.jsonValue()
      },
      { requiredKeys: ['type'] }
    )
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.array(raw)), (content) => {
        const blocks = toContentBlocks(content)
        expect(ContentBlock.array().parse(blocks)).toStrictEqual(blocks)
        expect(toContentBlocks(blocks)).toStrictEqual(blocks)
      })
    )
  })
})

describe('previews', () => {
  const result = (content: string | { type: 'text'; text: string }[]): ContentBlock => ({
    type: 'tool_result',
    tool_use_id: 't',
    content,
    is_error: false
  })

  it('leave alone what is short enough, and every other block', () => {
    const short = result('x'.repeat(PREVIEW_LENGTH))
    const text: ContentBlock = { type: 'text', text: 'x'.repeat(PREVIEW_LENGTH + 1) }
    expect(previewBlock(short)).toBe(short)
    expect(previewBlock(text)).toBe(text)
  })

  it('cut a long result and say how many bytes the whole has', () => {
    const whole = 'é'.repeat(PREVIEW_LENGTH + 5)
    expect(previewBlock(result(whole))).toStrictEqual({
      ...result('é'.repeat(PREVIEW_LENGTH)),
      truncated: { bytes: 2 * (PREVIEW_LENGTH + 5) }
    })
  })

  it('cut the texts of a result of parts together and keep its other parts', () => {
    const image = {
      type: 'image' as const,
      source: { type: 'url' as const, url: 'https://example.org/x.png' }
    }
    const text = (length: number): { type: 'text'; text: string } => ({
      type: 'text',
      text: 'x'.repeat(length)
    })
    const block: ContentBlock = {
      type: 'tool_result',
      tool_use_id: 't',
      is_error: false,
      content: [text(PREVIEW_LENGTH - 1), text(9), image, text(9)]
    }
    expect(previewBlock(block)).toStrictEqual({
      ...block,
      content: [text(PREVIEW_LENGTH - 1), text(1), image],
      truncated: { bytes: PREVIEW_LENGTH + 17 }
    })
  })

  it('of previews are themselves', () => {
    const preview = previewBlock(result('x'.repeat(3 * PREVIEW_LENGTH)))
    expect(previewBlock(preview)).toBe(preview)
  })

  it('never end in half a character', () => {
    expect(cutText('a😀b', 2)).toBe('a')
    expect(cutText('a😀b', 3)).toBe('a😀')
    expect(cutText('ab', 5)).toBe('ab')
  })
})

describe('a document', () => {
  const document = (data: string): ContentBlock => ({
    type: 'document',
    title: 'a.txt',
    source: { type: 'text', media_type: 'text/plain', data }
  })

  it('of a long text keeps its beginning and says how long it is', () => {
    const text = 'ä'.repeat(PREVIEW_LENGTH + 1)
    const preview = previewBlock(document(text))
    expect(preview).toStrictEqual({
      ...document('ä'.repeat(PREVIEW_LENGTH)),
      truncated: { bytes: 2 * (PREVIEW_LENGTH + 1) }
    })
    expect(previewBlock(preview)).toBe(preview)
    expect(toContentBlocks([preview])).toStrictEqual([preview])
  })

  it('of a short text, or of anything else, stays as it is', () => {
    const pdf: ContentBlock = {
      type: 'document',
      title: null,
      source: { type: 'base64', media_type: 'application/pdf', data: 'A'.repeat(4 * PREVIEW_LENGTH) }
    }
    for (const block of [document('x'.repeat(PREVIEW_LENGTH)), pdf]) expect(previewBlock(block)).toBe(block)
  })
})
