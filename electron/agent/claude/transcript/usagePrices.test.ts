import { expect, it } from 'vitest'
import { windowOf } from './usagePrices.ts'

it.each<[model: string, most: number, window: number]>([
  ['claude-3-opus-20240229', 0, 200_000],
  ['us.anthropic.claude-3-haiku-20240307-v1:0', 0, 200_000],
  ['claude-sonnet-4-5-20250929', 0, 200_000],
  ['claude-sonnet-4-5[1m]', 0, 1_000_000],
  ['claude-opus-5', 0, 1_000_000],
  ['a model nobody knows', 0, 1_000_000],
  ['claude-sonnet-4-5', 200_000, 200_000],
  ['claude-sonnet-4-5', 350_000, 1_000_000],
  ['claude-opus-5', 1_500_000, 2_000_000]
])('%s in which %d stood holds %d', (model, most, window) => {
  expect(windowOf(model, most)).toBe(window)
})
