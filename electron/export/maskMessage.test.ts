import { expect, it } from 'vitest'
import { maskMessage, maskValue } from './maskMessage.ts'
import { maskSecrets } from './maskSecrets.ts'
import { message, png, text, toolUse } from '../../tests/support/export/testExport.ts'

const mask = (value: string): string => value.replaceAll('x', '*')

it('reaches every text, and neither ids nor pictures', () => {
  const before = message('x', 'assistant', [
    text('ax'),
    { type: 'thinking', thinking: 'bx' },
    toolUse('tx', 'Nx', { kx: 'cx', deep: [{ d: 'dx' }, 7, null, true] }),
    { type: 'tool_result', tool_use_id: 'tx', content: 'ex', is_error: false },
    {
      type: 'tool_result',
      tool_use_id: 'tx',
      content: [
        { type: 'text', text: 'fx' },
        { type: 'unknown', raw: { g: 'gx' } }
      ],
      is_error: true
    },
    { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'xxxx' } },
    { type: 'image', source: { type: 'url', url: 'https://x.example' } },
    { type: 'document', title: 'hx', source: { type: 'text', media_type: 'text/plain', data: 'ix' } },
    {
      type: 'document',
      title: null,
      source: { type: 'base64', media_type: 'application/pdf', data: 'xxxx' }
    },
    { type: 'unknown', raw: 'jx' }
  ])
  expect(maskMessage(before, mask)).toStrictEqual({
    ...before,
    content: [
      text('a*'),
      { type: 'thinking', thinking: 'b*' },
      toolUse('tx', 'Nx', { 'k*': 'c*', deep: [{ d: 'd*' }, 7, null, true] }),
      { type: 'tool_result', tool_use_id: 'tx', content: 'e*', is_error: false },
      {
        type: 'tool_result',
        tool_use_id: 'tx',
        content: [
          { type: 'text', text: 'f*' },
          { type: 'unknown', raw: { g: 'g*' } }
        ],
        is_error: true
      },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'xxxx' } },
      { type: 'image', source: { type: 'url', url: 'https://*.e*ample' } },
      { type: 'document', title: 'h*', source: { type: 'text', media_type: 'text/plain', data: 'i*' } },
      {
        type: 'document',
        title: null,
        source: { type: 'base64', media_type: 'application/pdf', data: 'xxxx' }
      },
      { type: 'unknown', raw: 'j*' }
    ]
  })
  expect(maskMessage(message('m', 'user', [png]), mask)).toStrictEqual(message('m', 'user', [png]))
})

it('reaches what an ending says of a result once more', () => {
  const result = { type: 'tool_result', tool_use_id: 't', content: 'x', is_error: true } as const
  const before = message('m', 'user', [
    { ...result, ending: { kind: 'denied', note: 'no x' } },
    { ...result, ending: { kind: 'failed', code: 'overloaded', said: 'at x' } },
    { ...result, ending: { kind: 'held', because: 'plan_mode' } }
  ])
  expect(maskMessage(before, mask).content).toStrictEqual([
    { ...result, content: '*', ending: { kind: 'denied', note: 'no *' } },
    { ...result, content: '*', ending: { kind: 'failed', code: 'overloaded', said: 'at *' } },
    { ...result, content: '*', ending: { kind: 'held', because: 'plan_mode' } }
  ])
})

it('what a field is called tells that it is a secret', () => {
  const input = {
    password: 'hunter2',
    apiKey: 'a "b" c',
    token: 'word',
    path: '/a',
    env: { DB_PASSWORD: 'x y' }
  }
  expect(maskValue(input, maskSecrets)).toStrictEqual({
    password: '[secret]',
    apiKey: '[secret]',
    token: 'word',
    path: '/a',
    env: { DB_PASSWORD: '[secret]' }
  })
})
