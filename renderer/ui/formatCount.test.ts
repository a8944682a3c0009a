import { describe, expect, it } from 'vitest'
import { formatBytes, formatCount } from './formatCount.ts'

describe('numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1k'],
    [12_400, '12.4k'],
    [145_210, '145k'],
    [999_600, '1M'],
    [3_240_000, '3.2M']
  ])('%i reads %s', (count, text) => {
    expect(formatCount(count)).toBe(text)
  })

  it.each([
    [820, '820 B'],
    [16_384, '16 KB'],
    [2_500_000, '2.4 MB']
  ])('%i bytes read %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})
