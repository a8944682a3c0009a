import { expect, test } from 'vitest'
import { contextShare } from './contextShare.ts'
import { formatCost } from './formatCost.ts'

test.each([
  [0, '$0.00'],
  [0.00114, '$0.0011'],
  [0.0199, '$0.02'],
  [3.456, '$3.46'],
  [1234.5, '$1,234.50']
])('%d dollars read %s', (usd, text) => {
  expect(formatCost(usd)).toBe(text)
})

test.each([
  [
    { used: 20_000, window: 200_000, compactsAt: 160_000 },
    { percent: 10, compactsAt: 80, tone: 'calm' }
  ],
  [
    { used: 130_000, window: 200_000, compactsAt: 160_000 },
    { percent: 65, compactsAt: 80, tone: 'near' }
  ],
  [
    { used: 155_000, window: 200_000, compactsAt: 160_000 },
    { percent: 78, compactsAt: 80, tone: 'full' }
  ],
  [
    { used: 150_000, window: 200_000, compactsAt: null },
    { percent: 75, compactsAt: null, tone: 'calm' }
  ],
  [
    { used: 250_000, window: 200_000, compactsAt: null },
    { percent: 100, compactsAt: null, tone: 'full' }
  ]
])('%j is drawn as %j', (usage, share) => {
  expect(contextShare(usage)).toEqual(share)
})
