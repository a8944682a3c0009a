import { expect, test } from 'vitest'
import { licencesText } from './thirdParty.ts'

test('parties with one text stand above it together, and who has none is named as well', () => {
  const text = licencesText([
    { name: 'a', version: '1.0.0', identifier: 'MIT', text: 'Be kind.\n' },
    { name: 'b', version: '2.0.0', identifier: 'MIT', text: 'Be kind.' },
    { name: 'c', version: '3.0.0', identifier: null, text: null }
  ])
  expect(text.match(/Be kind\./gu)).toHaveLength(1)
  expect(text).toContain('a 1.0.0 (MIT)\nb 2.0.0 (MIT)\n\nBe kind.\n')
  expect(text).toContain('c 3.0.0\n\nIt comes without')
})
