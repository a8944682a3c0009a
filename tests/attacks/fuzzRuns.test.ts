import { afterEach, expect, test, vi } from 'vitest'
import { fuzzRuns } from './support/fuzzRuns.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

test('a generated attack is tried 2,000 times with a seed of its own, unless told otherwise', () => {
  vi.stubEnv('SKEIN_FUZZ_RUNS', '')
  vi.stubEnv('SKEIN_FUZZ_SEED', '')
  expect(fuzzRuns()).toEqual({ numRuns: 2_000, seed: 20_261_130 })
  expect(fuzzRuns(0.1).numRuns).toBe(200)
})

test('the nightly run tries as often as it is told', () => {
  vi.stubEnv('SKEIN_FUZZ_RUNS', '100000')
  vi.stubEnv('SKEIN_FUZZ_SEED', '7')
  expect(fuzzRuns()).toEqual({ numRuns: 100_000, seed: 7 })
})
