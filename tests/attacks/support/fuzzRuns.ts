/**
 * How often a generated attack is tried: 2,000 inputs in `npm test`, as many as `SKEIN_FUZZ_RUNS` says at night.
 * Every run is the same one until `SKEIN_FUZZ_SEED` names another; fast-check prints the seed of what it finds.
 */
const usualRuns = 2_000
const usualSeed = 20_261_130

export interface FuzzRuns {
  readonly numRuns: number
  readonly seed: number
}

/** `share` of all runs, for what is too slow to be tried as often as the rest; at least one. */
export function fuzzRuns(share = 1): FuzzRuns {
  const runs = numberIn('SKEIN_FUZZ_RUNS') ?? usualRuns
  return { numRuns: Math.max(1, Math.round(runs * share)), seed: numberIn('SKEIN_FUZZ_SEED') ?? usualSeed }
}

/** Milliseconds a property may take: it grows with the runs, and a machine may have other things to do. */
export function fuzzTimeout({ numRuns }: FuzzRuns): number {
  return 120_000 + numRuns * 60
}

function numberIn(name: string): number | null {
  const value = Number(process.env[name] ?? '')
  return Number.isInteger(value) && value > 0 ? value : null
}
