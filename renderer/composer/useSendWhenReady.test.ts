import { renderHook } from '@testing-library/react'
import { act } from 'react'
import { expect, test } from 'vitest'
import type { SendBlock } from './sendBlock.ts'
import { useSendWhenReady } from './useSendWhenReady.ts'

interface Situation {
  readonly blocked: SendBlock | null
  readonly draft: string
}

const NONE: readonly never[] = []
const loading: SendBlock = { reason: 'loading', passes: true }
const broken: SendBlock = { reason: 'broken', passes: false }

/** Presses Enter in the first situation, then goes through the others; how often it was sent. */
function sentAfter(first: Situation, ...others: readonly Situation[]): number {
  let sent = 0
  const send = (): void => void (sent += 1)
  const { result, rerender } = renderHook(
    ({ blocked, draft }: Situation) => useSendWhenReady<null>({ blocked, draft, attachments: NONE, send }),
    { initialProps: first }
  )
  act(() => result.current(null))
  for (const situation of others) rerender(situation)
  return sent
}

test.each<[string, readonly Situation[], number]>([
  ['goes once it can', [{ blocked: null, draft: 'a' }], 1],
  [
    'goes once only',
    [
      { blocked: null, draft: 'a' },
      { blocked: loading, draft: 'a' },
      { blocked: null, draft: 'a' }
    ],
    1
  ],
  ['waits while it must', [{ blocked: { ...loading }, draft: 'a' }], 0],
  ['stays when a word was changed', [{ blocked: null, draft: 'ab' }], 0],
  [
    'stays when it turned out that it cannot go',
    [
      { blocked: broken, draft: 'a' },
      { blocked: null, draft: 'a' }
    ],
    0
  ]
])('a message sent while the session loads %s', (_name, others, sent) => {
  expect(sentAfter({ blocked: loading, draft: 'a' }, ...others)).toBe(sent)
})
