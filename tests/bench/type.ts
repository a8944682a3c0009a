/**
 * `npm run bench -- type`: from a key to the frame that shows it, in the built app in Chromium: in a session at
 * rest, and while 200 deltas a second stream into a message of 20 KB over the real server and socket; beside a
 * bare textarea in a page of the same size and theme, which is the least the browser can do for a key. Every
 * sample is a fresh tab. `--trace` prints instead what a key causes in each (`typeTrace.ts`).
 */
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { chromiumFlags, findChromium } from '../../scripts/chromium.ts'
import { ensureBuilt } from '../../scripts/freshBuild.ts'
import { atLeast, atMost, interleave, median, rounded } from './measure.ts'
import type { Goal } from './measure.ts'
import { KEYS, take, variants } from './typeSample.ts'
import type { Sample, Variant } from './typeSample.ts'
import { DELTAS_PER_SECOND, TypeServer } from './typeServer.ts'
import { traceKeys } from './typeTrace.ts'
import type { TypeTrace } from './typeTrace.ts'

const ROUNDS = Number(process.env['TYPE_ROUNDS'] ?? 5)

export interface TypeReport {
  readonly name: 'type'
  readonly ok: boolean
  readonly keys: number
  readonly deltasPerSecond: number
  /** Medians of the rounds, milliseconds. */
  readonly medians: Record<Variant, Sample>
  readonly goals: Record<string, Goal>
}

export async function run(options: readonly string[] = []): Promise<TypeReport | TypeTrace> {
  await ensureBuilt()
  await using server = await TypeServer.start()
  const executablePath = findChromium() ?? undefined
  const browser = await chromium.launch({
    ...(executablePath === undefined ? null : { executablePath }),
    args: [...chromiumFlags()]
  })
  try {
    return options.includes('--trace') ? await traceKeys(browser, server) : await measure(browser, server)
  } finally {
    await browser.close()
  }
}

async function measure(browser: Browser, server: TypeServer): Promise<TypeReport> {
  const samples = await interleave<Sample>(variants, ROUNDS, (name) =>
    take(browser, server, variants.find((variant) => variant === name) ?? 'bare')
  )
  const of = (variant: Variant): readonly Sample[] => samples.get(variant) ?? []
  const worst = (variant: Variant, field: keyof Sample): number =>
    Math.max(...of(variant).map((sample) => sample[field]))
  const [bare, atRest, streaming] = [medians(of('bare')), medians(of('atRest')), medians(of('streaming'))]
  const goals = {
    'at rest, median, to a bare textarea': atMost(1.3, atRest.keyToPaintP50 / bare.keyToPaintP50, 'x'),
    'at rest, 99th percentile, to a bare textarea': atMost(
      1.5,
      atRest.keyToPaintP99 / bare.keyToPaintP99,
      'x'
    ),
    'streaming, median, to a bare textarea': atMost(1.5, streaming.keyToPaintP50 / bare.keyToPaintP50, 'x'),
    'streaming, 99th percentile, to a bare textarea': atMost(
      2,
      streaming.keyToPaintP99 / bare.keyToPaintP99,
      'x'
    ),
    'tasks over 50 ms while streaming': atMost(0, worst('streaming', 'longTasks')),
    'changes of the transcript by typing': atMost(0, worst('atRest', 'transcriptChanges')),
    // The page really was sent what it is measured under.
    'deltas a second': atLeast(DELTAS_PER_SECOND * 0.95, streaming.deltasPerSecond)
  }
  return {
    name: 'type',
    ok: Object.values(goals).every(({ ok }) => ok),
    keys: KEYS,
    deltasPerSecond: DELTAS_PER_SECOND,
    medians: { bare, atRest, streaming },
    goals
  }
}

function medians(samples: readonly Sample[]): Sample {
  const of = (field: keyof Sample): number => rounded(median(samples.map((sample) => sample[field])))
  return {
    keyToPaintP50: of('keyToPaintP50'),
    keyToPaintP99: of('keyToPaintP99'),
    handling: of('handling'),
    frame: of('frame'),
    longTasks: of('longTasks'),
    longestTask: of('longestTask'),
    deltasPerSecond: of('deltasPerSecond'),
    transcriptChanges: of('transcriptChanges')
  }
}
