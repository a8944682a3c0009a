/**
 * `npm run bench -- render`: the transcript of a session of 10,000 messages in Chromium, beside a naive one
 * that puts all of them into the document with the same row components: the time until the newest message
 * stands in the viewport, the main-thread time of a delta, memory, and the frames while scrolling from end
 * to beginning, beside an empty box as high. Every sample is a fresh tab.
 */
import { BenchPages, heapMb, taskSeconds } from './benchPage.ts'
import { atLeast, atMost, interleave, median, rounded } from './measure.ts'
import type { Goal } from './measure.ts'
import type { Variant as Drawn } from './renderPage/main.tsx'

const ROUNDS = 5
const MESSAGES = 10_000
type Variant = Drawn | 'bare'
const DELTAS: Readonly<Record<Drawn, number>> = { skein: 240, naive: 24 }
const FRAMES = 240

interface Sample {
  readonly openMs: number
  readonly deltaMs: number
  readonly heapMb: number
  readonly nodes: number
  readonly longestFrameMs: number
  readonly slowFrames: number
  readonly scrollMs: number
}

export interface RenderReport {
  readonly name: 'render'
  readonly ok: boolean
  readonly messages: number
  /** Medians. `deltaMs`: main-thread time of one delta. `scrollMs`: the same of one frame of scrolling. */
  readonly medians: Record<Variant, Sample>
  readonly goals: Record<string, Goal>
}

export async function run(): Promise<RenderReport> {
  await using pages = await BenchPages.start('renderPage')
  const samples = await interleave<Sample>(['skein', 'naive', 'bare'], ROUNDS, (name) =>
    name === 'bare' ? takeBare(pages) : take(pages, name === 'naive' ? 'naive' : 'skein')
  )
  const of = (variant: Variant): Sample => medians(samples.get(variant) ?? [])
  const [skein, naive, bare] = [of('skein'), of('naive'), of('bare')]
  const worst = (variant: Variant): number =>
    Math.max(...(samples.get(variant) ?? []).map(({ longestFrameMs }) => longestFrameMs))
  const goals = {
    'newest of 10,000 messages in view, faster than drawing all': atLeast(
      15,
      naive.openMs / skein.openMs,
      'x'
    ),
    'one delta at the tail, CPU, cheaper than drawing all': atLeast(15, naive.deltaMs / skein.deltaMs, 'x'),
    'script memory, to drawing all': atMost(1, skein.heapMb / naive.heapMb, 'x'),
    'frames over 34 ms while scrolling, median round': atMost(0, skein.slowFrames),
    'longest frame of all rounds, to an empty page': atMost(2, worst('skein') / worst('bare'), 'x')
  }
  return {
    name: 'render',
    ok: Object.values(goals).every(({ ok }) => ok),
    messages: MESSAGES,
    medians: { skein, naive, bare },
    goals
  }
}

async function take(pages: BenchPages, variant: Drawn): Promise<Sample> {
  return pages.sample(async (page, cdp) => {
    // CPU time of the page's own thread: what else runs on the machine does not count.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
    const openMs = await page.evaluate(([kind, count]) => window.bench.open(kind, count), [
      variant,
      MESSAGES
    ] as const)
    const heap = await heapMb(cdp)
    const nodes = await page.evaluate(() => window.bench.nodes())
    await page.evaluate(() => window.bench.stream(4)) // the first ones compile what the others run
    const beforeDeltas = await taskSeconds(cdp)
    await page.evaluate((count) => window.bench.stream(count), DELTAS[variant])
    const deltaMs = ((await taskSeconds(cdp)) - beforeDeltas) * (1000 / DELTAS[variant])
    if (variant === 'naive') {
      return { openMs, deltaMs, heapMb: heap, nodes, longestFrameMs: 0, slowFrames: 0, scrollMs: 0 }
    }
    const beforeScroll = await taskSeconds(cdp)
    const frames = await page.evaluate((count) => window.bench.scroll(count), FRAMES)
    const scrollMs = ((await taskSeconds(cdp)) - beforeScroll) * (1000 / FRAMES)
    if (!(await page.evaluate(() => window.bench.isFilled()))) throw new Error('the viewport is empty')
    return {
      openMs,
      deltaMs,
      heapMb: heap,
      nodes,
      longestFrameMs: Math.max(...frames),
      slowFrames: frames.filter((ms) => ms > 34).length,
      scrollMs
    }
  })
}

async function takeBare(pages: BenchPages): Promise<Sample> {
  return pages.sample(async (page) => {
    await page.evaluate(() => window.bench.openBare())
    const frames = await page.evaluate((count) => window.bench.scroll(count), FRAMES)
    const nothing = { openMs: 0, deltaMs: 0, heapMb: 0, nodes: 0, scrollMs: 0 }
    return {
      ...nothing,
      longestFrameMs: Math.max(...frames),
      slowFrames: frames.filter((ms) => ms > 34).length
    }
  })
}

function medians(samples: readonly Sample[]): Sample {
  const of = (field: keyof Sample): number => rounded(median(samples.map((sample) => sample[field])))
  return {
    openMs: of('openMs'),
    deltaMs: of('deltaMs'),
    heapMb: of('heapMb'),
    nodes: of('nodes'),
    longestFrameMs: of('longestFrameMs'),
    slowFrames: of('slowFrames'),
    scrollMs: of('scrollMs')
  }
}
