import { expect, it } from 'vitest'
import { outputKind } from './outputKind.ts'

it.each([
  ['Set model to opus', 'line'],
  ['## Context Usage\n\n**Model:** opus  \n**Tokens:** 2k / 1m', 'markdown'],
  ['| Category | Tokens |\n|----------|--------|\n| Skills | 2.1k |', 'markdown'],
  ['Here:\n```sh\nls\n```', 'markdown'],
  ['Total cost:            $0.0001\nTotal duration (API):  0s', 'plain'],
  ['a | b\nc | d', 'plain'],
  ['# of files: 3\n#nothing', 'markdown'],
  ['exit ** 2\n3 # 4', 'plain']
])('%j', (text, kind) => {
  expect(outputKind(text)).toBe(kind)
})
