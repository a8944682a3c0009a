import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { OutputText } from './OutputText.tsx'

test.each([
  ['a tool of the API', 'srvtoolu_1', 'This tool is overloaded at the moment. Try again in a while.'],
  ['a command', 'toolu_1', 'overloaded']
])('an error that is one word: %s', (_, id, words) => {
  const { container } = render(
    <OutputText result={{ type: 'tool_result', tool_use_id: id, content: 'overloaded', is_error: true }} />
  )
  expect(container).toHaveTextContent(words)
})
