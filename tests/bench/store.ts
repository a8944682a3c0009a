/**
 * `npm run bench -- store`: one delta in the window's store with 100 and with 10,000 messages behind it, in
 * Chromium, nothing drawn; beside the usual pattern, which looks at every message to replace one. Every
 * sample is a fresh tab.
 */
import { BenchPages } from './benchPage.ts'
import { atMost, interleave, median, rounded } from './measure.ts'
import type { Goal } from './measure.ts'

const ROUNDS = 7
const FEW = 100
const MANY = 10_000

const variants = {
  fewOurs: { count: FEW, deltas: 20_000, isOurs: true },
  manyOurs: { count: MANY, deltas: 20_000, isOurs: true },
  fewMapped: { count: FEW, deltas: 4000, isOurs: false },
  manyMapped: { count: MANY, deltas: 400, isOurs: false }
} as const
type Variant = keyof typeof variants

export interface StoreReport {
  readonly name: 'store'
  readonly ok: boolean
  /** Medians, microseconds of one delta. */
  readonly us: Record<Variant, number>
  readonly goals: Record<string, Goal>
  /** How many times longer the usual pattern takes at 10,000 messages. */
  readonly mappedVsOurs: number
}

export async function run(): Promise<StoreReport> {
  await using pages = await BenchPages.start('renderPage')
  const names = Object.keys(variants)
  const samples = await interleave<number>(names, ROUNDS, (name) => {
    const { count, deltas, isOurs } = variants[variantOf(name)]
    return pages.sample((page) =>
      page.evaluate(
        ([many, times, ours]) =>
          ours ? window.bench.update(many, times) : window.bench.updateByMap(many, times),
        [count, deltas, isOurs] as const
      )
    )
  })
  const us = (variant: Variant): number => median(samples.get(variant) ?? [])
  const goals = {
    'a delta at 10,000 messages, to one at 100': atMost(3, us('manyOurs') / us('fewOurs'), 'x')
  }
  return {
    name: 'store',
    ok: Object.values(goals).every(({ ok }) => ok),
    us: {
      fewOurs: rounded(us('fewOurs')),
      manyOurs: rounded(us('manyOurs')),
      fewMapped: rounded(us('fewMapped')),
      manyMapped: rounded(us('manyMapped'))
    },
    goals,
    mappedVsOurs: rounded(us('manyMapped') / us('manyOurs'))
  }
}

function variantOf(name: string): Variant {
  if (name === 'fewOurs' || name === 'manyOurs' || name === 'fewMapped') return name
  return 'manyMapped'
}
