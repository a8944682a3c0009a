/**
 * `npm run bench -- history [--sessions N | --large]`: every session of a machine nobody has looked at before. How long
 * it takes to know them all, how soon the first 50 are in the list after the ready line, a page of all of them, the same
 * looked at again when nothing has changed, one file that grew, and the memory all of it takes. Beside a raw read of the
 * same bytes, a bare stat of each file, the Agent SDK's own lists, and a server with nothing to find.
 */
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { sizeFrom, writeHistorySample } from './historySample.ts'
import type { HistorySample } from './historySample.ts'
import { startHistoryServer } from './historyServer.ts'
import { atLeast, atMost, interleave, median, rounded, sampleProcess } from './measure.ts'
import type { Goal } from './measure.ts'

const ROUNDS = 5
const STARTS = 5
const PAGES = 40
const FIRST = 50
/** Between two questions for the first rows: the loop is theirs as well. */
const LOOK_MS = 5
const processScript = join(import.meta.dirname, 'historyProcess.ts')
const variants = ['raw', 'stat', 'heads', 'counted', 'grown', 'sdk', 'sdk50'] as const
type Variant = (typeof variants)[number]

const Sample = z.object({ ms: z.number(), again: z.number().optional(), found: z.number().optional() })
const Page = z.object({ sessions: z.array(z.object({ id: z.string() })) })

export interface HistoryReport {
  readonly name: 'history'
  readonly ok: boolean
  readonly set: { readonly sessions: number; readonly mb: number }
  /** Medians, milliseconds. */
  readonly ms: Record<string, number>
  /** Of the server: with nothing to find, with all of it taken in, and the most it ever took. */
  readonly memoryMb: Record<string, number>
  readonly goals: Record<string, Goal>
}

export async function run(options: readonly string[] = []): Promise<HistoryReport> {
  const size = sizeFrom(options)
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'skein-bench-history-')))
  try {
    const sample = await writeHistorySample(folder, size)
    const list = join(folder, 'list')
    writeFileSync(list, sample.transcripts.join('\n'))
    const env = {
      HOME: sample.home,
      USERPROFILE: sample.home,
      CLAUDE_CONFIG_DIR: join(sample.home, '.claude')
    }
    const samples = await interleave(variants, size.sessions > 10_000 ? 3 : ROUNDS, async (variant) => {
      const data = join(folder, randomUUID())
      mkdirSync(data)
      try {
        return Sample.parse(await sampleProcess(processScript, [variant, list, data], env))
      } finally {
        await rm(data, { recursive: true })
      }
    })
    refuseMissing(samples.get('heads') ?? [], size.sessions)
    const served = await measureServer(folder, sample)
    const figure = (variant: Variant, field: 'ms' | 'again'): number =>
      median((samples.get(variant) ?? []).map((one) => one[field] ?? Number.NaN))
    const of = (variant: Variant): number => figure(variant, 'ms')
    const goals = {
      'all heads to a raw read of all bytes': atMost(3, of('heads') / of('raw'), 'x'),
      'heads and counts to a raw read of all bytes': atMost(3, of('counted') / of('raw'), 'x'),
      'all heads faster than SDK list': atLeast(20, of('sdk') / of('heads'), 'x'),
      'nothing changed, faster than SDK list': atLeast(60, of('sdk') / figure('heads', 'again'), 'x'),
      'first 50 rows after the ready line': atMost(150, served.firstMs, ' ms'),
      'page of 50 of all': atMost(10, served.pageMs, ' ms'),
      'one grown file, told and counted': atMost(2, of('grown'), ' ms'),
      'memory added, at rest': atMost(60, served.restMb - served.emptyMb, ' MB'),
      'memory added, most': atMost(60, served.peakMb - served.emptyPeakMb, ' MB')
    }
    return {
      name: 'history',
      ok: Object.values(goals).every(({ ok }) => ok),
      set: { sessions: size.sessions, mb: rounded(sample.bytes / 1e6) },
      ms: {
        ...Object.fromEntries(variants.map((variant) => [variant, rounded(of(variant))])),
        unchanged: rounded(figure('heads', 'again')),
        rawReadOfTheGrown: rounded(figure('grown', 'again')),
        firstRows: rounded(served.firstMs),
        allRows: rounded(served.allMs),
        takenIn: rounded(served.takenInMs),
        page: rounded(served.pageMs)
      },
      memoryMb: {
        empty: rounded(served.emptyMb),
        emptyMost: rounded(served.emptyPeakMb),
        rest: rounded(served.restMb),
        most: rounded(served.peakMb)
      },
      goals
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Who knows only some of them is fast. */
function refuseMissing(samples: readonly z.infer<typeof Sample>[], sessions: number): void {
  const found = samples.map((one) => one.found)
  if (!found.every((count) => count === sessions))
    throw new Error(`of ${sessions} it found ${found.join(', ')}`)
}

interface Served {
  readonly firstMs: number
  readonly allMs: number
  readonly takenInMs: number
  readonly pageMs: number
  readonly emptyMb: number
  readonly emptyPeakMb: number
  readonly restMb: number
  readonly peakMb: number
}

async function measureServer(folder: string, sample: HistorySample): Promise<Served> {
  const count = sample.sessions.length
  const firsts: number[] = []
  // Not counted: the first start reads the program from the disk.
  for (let start = 0; start <= STARTS; start += 1) {
    const ms = await firstRows(sample.home, join(folder, randomUUID()), Math.min(FIRST, count))
    if (start > 0) firsts.push(ms)
  }
  const nobody = join(folder, 'nobody')
  mkdirSync(nobody)
  const empty = await startHistoryServer(nobody, join(folder, randomUUID()))
  const server = await startHistoryServer(sample.home, join(folder, randomUUID()))
  try {
    const allMs = await rowsAfter(server, count)
    await server.takenIn(count)
    const takenInMs = performance.now() - server.readyAt
    // What it took is given back in a moment.
    await setTimeout(2_000)
    const [before, after] = [empty.memory(), server.memory()]
    const pages: number[] = []
    for (let page = 0; page < PAGES; page += 1) {
      const begin = performance.now()
      Page.parse(await server.get(`api/sessions?limit=${FIRST}`))
      pages.push(performance.now() - begin)
    }
    return {
      firstMs: median(firsts),
      allMs,
      takenInMs,
      pageMs: median(pages),
      emptyMb: before.now,
      emptyPeakMb: before.peak,
      restMb: after.now,
      peakMb: after.peak
    }
  } finally {
    await Promise.all([empty.close(), server.close()])
  }
}

async function firstRows(home: string, data: string, wanted: number): Promise<number> {
  const server = await startHistoryServer(home, data)
  try {
    return await rowsAfter(server, wanted)
  } finally {
    await server.close()
    await rm(data, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Milliseconds after the ready line until a list of all projects has so many rows. */
async function rowsAfter(
  server: Awaited<ReturnType<typeof startHistoryServer>>,
  wanted: number
): Promise<number> {
  for (;;) {
    const isThere =
      wanted <= 100 ? (await rowsIn(server, wanted)) >= wanted : (await foundIn(server)) >= wanted
    if (isThere) return performance.now() - server.readyAt
    await setTimeout(wanted <= 100 ? LOOK_MS : 50)
  }
}

async function rowsIn(
  server: Awaited<ReturnType<typeof startHistoryServer>>,
  limit: number
): Promise<number> {
  return Page.parse(await server.get(`api/sessions?limit=${limit}`)).sessions.length
}

/** The worker says how many there are when it has told of all. */
async function foundIn(server: Awaited<ReturnType<typeof startHistoryServer>>): Promise<number> {
  const Index = z.object({ index: z.object({ total: z.number() }) })
  return Index.parse(await server.get('api/sessions?limit=1')).index.total
}
