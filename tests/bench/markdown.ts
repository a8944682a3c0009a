/**
 * `npm run bench -- markdown`: CPU of the page's main thread while an answer streams in, one commit per
 * delta of 10 characters, 1,000 of them around 20 KB, 16 to a frame. Ours beside one bare `<pre>`, Streamdown, and
 * react-markdown over the whole text; and ours around 5 and 50 KB. In Chromium, production builds.
 */
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { z } from 'zod'
import { chromiumFlags, findChromium } from '../../scripts/chromium.ts'
import { markdownText } from './markdownText.ts'
import { atLeast, atMost, interleave, median, rounded } from './measure.ts'
import type { Goal } from './measure.ts'

const ROUNDS = 5
const DELTA = 10
/**
 * Commits between two frames, about 1,000 a second. Without a pace the side that takes longer also pays
 * for more frames, and the load of the machine decides the ratio; with it all sides draw as many. The
 * report has both; the goals count the paced ones.
 */
const PER_FRAME = 16

interface Variant {
  readonly renderer: string
  /** Characters in the middle of the stream. */
  readonly around: number
  /** Those that are too slow for 1,000 take fewer; the report counts per 1,000. */
  readonly deltas: number
  readonly perFrame?: null
}

const variants: Readonly<Record<string, Variant>> = {
  pre: { renderer: 'pre', around: 20_000, deltas: 1_000 },
  skein: { renderer: 'skein', around: 20_000, deltas: 1_000 },
  streamdown: { renderer: 'streamdown', around: 20_000, deltas: 1_000 },
  reactMarkdown: { renderer: 'reactMarkdown', around: 20_000, deltas: 100 },
  skein5: { renderer: 'skein', around: 5_000, deltas: 1_000 },
  skein50: { renderer: 'skein', around: 50_000, deltas: 1_000 },
  preUnpaced: { renderer: 'pre', around: 20_000, deltas: 1_000, perFrame: null },
  skeinUnpaced: { renderer: 'skein', around: 20_000, deltas: 1_000, perFrame: null }
}

interface Sample {
  /** Of the main thread, per 1,000 deltas. */
  readonly cpuMs: number
  readonly p50: number
  readonly p99: number
}

export interface MarkdownReport {
  readonly name: 'markdown'
  readonly ok: boolean
  /** Without a pace: ours to a bare `<pre>`. No goal: the load of the machine decides it. */
  readonly unpaced: number
  /** Medians. */
  readonly cpuMs: Readonly<Record<string, number>>
  readonly commitMs: Readonly<Record<string, { readonly p50: number; readonly p99: number }>>
  readonly goals: Record<string, Goal>
}

export async function run(): Promise<MarkdownReport> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('No Chromium was found. Install one or set CHROMIUM_PATH.')
  const folder = await mkdtemp(join(tmpdir(), 'skein-bench-markdown-'))
  try {
    await buildPage(folder)
    const server = await serve(folder)
    const browser = await chromium.launch({ executablePath, args: [...chromiumFlags()] })
    try {
      const url = urlOf(server)
      for (const variant of Object.keys(variants)) await take(browser, url, variant) // not counted: warms the disk
      return report(await interleave(Object.keys(variants), ROUNDS, (variant) => take(browser, url, variant)))
    } finally {
      await browser.close()
      server.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function report(samples: ReadonlyMap<string, readonly Sample[]>): MarkdownReport {
  const of = (variant: string, field: keyof Sample): number =>
    median((samples.get(variant) ?? []).map((sample) => sample[field]))
  const cpu = (variant: string): number => of(variant, 'cpuMs')
  const goals = {
    'CPU at 20 KB, to a bare <pre>': atMost(2.5, cpu('skein') / cpu('pre'), 'x'),
    'Streamdown to ours': atLeast(1.5, cpu('streamdown') / cpu('skein'), 'x'),
    'react-markdown to ours': atLeast(20, cpu('reactMarkdown') / cpu('skein'), 'x'),
    '50 KB to 5 KB': atMost(1.5, cpu('skein50') / cpu('skein5'), 'x')
  }
  return {
    name: 'markdown',
    ok: Object.values(goals).every(({ ok }) => ok),
    unpaced: rounded(cpu('skeinUnpaced') / cpu('preUnpaced')),
    cpuMs: Object.fromEntries(Object.keys(variants).map((variant) => [variant, rounded(cpu(variant))])),
    commitMs: Object.fromEntries(
      Object.keys(variants).map((variant) => [
        variant,
        { p50: rounded(of(variant, 'p50')), p99: rounded(of(variant, 'p99')) }
      ])
    ),
    goals
  }
}

/** A page of its own for each sample: no renderer inherits the heap of another. */
async function take(browser: Browser, url: string, name: string): Promise<Sample> {
  const variant = variants[name]
  if (!variant) throw new Error(`there is no variant ${name}`)
  const { renderer, around, deltas, perFrame = PER_FRAME } = variant
  const from = around - (deltas * DELTA) / 2
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  try {
    await page.goto(url)
    await page.waitForFunction(() => 'prepare' in window)
    const text = markdownText(from + deltas * DELTA)
    // Warm-up: what the engine compiles on the way is compiled for all sides alike.
    await page.evaluate((plan) => window.prepare(plan), {
      renderer,
      text,
      from: 2_000,
      deltas: 100,
      size: DELTA,
      perFrame
    })
    await page.evaluate(() => window.stream())
    await page.evaluate((plan) => window.prepare(plan), {
      renderer,
      text,
      from,
      deltas,
      size: DELTA,
      perFrame
    })
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
    await devtools.send('HeapProfiler.collectGarbage')
    const mainThread = async (): Promise<number> => {
      const { metrics } = await devtools.send('Performance.getMetrics')
      return (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? Number.NaN) * 1_000
    }
    const before = await mainThread()
    const took = z.array(z.number()).parse(await page.evaluate(() => window.stream()))
    const cpuMs = ((await mainThread()) - before) * (1_000 / deltas)
    const sorted = took.toSorted((a, b) => a - b)
    return { cpuMs, p50: at(sorted, 0.5), p99: at(sorted, 0.99) }
  } finally {
    await page.close()
  }
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
}

async function buildPage(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'markdownPage'),
    logLevel: 'error',
    plugins: [react(), tailwindcss()],
    build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 10_000 }
  })
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8'
}

async function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '')
    void readFile(join(folder, path)).then(
      (bytes) => {
        response.setHeader('Content-Type', contentTypes[extname(path)] ?? 'application/octet-stream')
        response.end(bytes)
      },
      () => {
        response.statusCode = 404 // the icon, which this page has not
        response.end()
      }
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

function urlOf(server: Server): string {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the page is not served')
  return `http://127.0.0.1:${address.port}/`
}
