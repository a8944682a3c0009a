import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { toolResult } from '../../../tests/support/claudeCalls.ts'
import { OutputText } from './OutputText.tsx'

test.each([
  ['a tool of the API', 'srvtoolu_1', 'This tool is overloaded at the moment. Try again in a while.'],
  ['a command', 'toolu_1', 'overloaded']
])('an error that is one word: %s', (_, id, words) => {
  const { container } = render(<OutputText result={toolResult('overloaded', { isError: true, id })} />)
  expect(container).toHaveTextContent(words)
})
