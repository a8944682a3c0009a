/**
 * `npm run bench -- markdown`: CPU of the page's main thread while an answer streams in, one commit per
 * delta of 10 characters, 1,000 of them around 20 KB, 16 to a frame. Ours beside one bare `<pre>`, Streamdown, and
 * react-markdown over the whole text; and ours around 5 and 50 KB. Then the longest task while 10,000 rows are drawn,
 * of each shape a text can have, beside the same rows as bare elements, drawn at once. In Chromium, production builds.
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

/** A text of so many rows, and the bare elements it stands beside. */
const ROWS = 10_000
const LONG_ROUNDS = 3

const lines = (line: (at: number) => string): string =>
  Array.from({ length: ROWS }, (_, at) => line(at)).join('\n')
const words = (at: number): string => `item ${at} of a list that goes on`

const longTexts: Readonly<Record<string, { readonly text: string; readonly renderer: string }>> = {
  'bare list': { text: lines(words), renderer: 'bareList' },
  'bare table': { text: lines(words), renderer: 'bareTable' },
  list: { text: lines((at) => `- ${words(at)}`), renderer: 'whole' },
  'numbered list': { text: lines((at) => `1. ${words(at)}`), renderer: 'whole' },
  'list of lists': { text: lines((at) => `${at % 9 === 0 ? '' : '  '}- ${words(at)}`), renderer: 'whole' },
  'list in one item': { text: `- all\n${lines((at) => `  - ${words(at)}`)}`, renderer: 'whole' },
  table: { text: `| a | b |\n|---|---|\n${lines((at) => `| ${words(at)} | ${at} |`)}`, renderer: 'whole' },
  quote: { text: lines((at) => `> ${words(at)}`), renderer: 'whole' },
  code: { text: `\`\`\`\n${lines(words)}\n\`\`\``, renderer: 'whole' },
  diff: { text: `\`\`\`diff\n${lines((at) => `+${words(at)}`)}\n\`\`\``, renderer: 'whole' }
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
  /** Of 10,000 rows: the longest task, milliseconds, median; 0 when none took 50. */
  readonly longestTaskMs: Readonly<Record<string, number>>
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
      const streamed = await interleave(Object.keys(variants), ROUNDS, (variant) =>
        take(browser, url, variant)
      )
      const drawn = await interleave(Object.keys(longTexts), LONG_ROUNDS, (name) => draw(browser, url, name))
      return report(streamed, drawn)
    } finally {
      await browser.close()
      server.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function report(
  samples: ReadonlyMap<string, readonly Sample[]>,
  drawn: ReadonlyMap<string, readonly number[]>
): MarkdownReport {
  const longest = (name: string): number => median(drawn.get(name) ?? [])
  const ofRows = ['list', 'numbered list', 'list of lists', 'table', 'quote']
  const of = (variant: string, field: keyof Sample): number =>
    median((samples.get(variant) ?? []).map((sample) => sample[field]))
  const cpu = (variant: string): number => of(variant, 'cpuMs')
  const goals = {
    'CPU at 20 KB, to a bare <pre>': atMost(2.5, cpu('skein') / cpu('pre'), 'x'),
    'Streamdown to ours': atLeast(1.5, cpu('streamdown') / cpu('skein'), 'x'),
    'react-markdown to ours': atLeast(20, cpu('reactMarkdown') / cpu('skein'), 'x'),
    '50 KB to 5 KB': atMost(1.5, cpu('skein50') / cpu('skein5'), 'x'),
    ...Object.fromEntries(
      ofRows.map((name) => {
        const bare = longest(name === 'table' ? 'bare table' : 'bare list')
        return [`longest task, ${name} of 10,000, to bare rows at once`, atMost(1, longest(name) / bare, 'x')]
      })
    )
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
    longestTaskMs: Object.fromEntries(Object.keys(longTexts).map((name) => [name, rounded(longest(name))])),
    goals
  }
}

/** The longest task while a text of many rows is drawn, in a page of its own. */
async function draw(browser: Browser, url: string, name: string): Promise<number> {
  const long = longTexts[name]
  if (!long) throw new Error(`there is no text ${name}`)
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  try {
    await page.goto(url)
    await page.waitForFunction(() => 'draw' in window)
    const drawn = (text: string): Promise<number> =>
      page.evaluate((plan) => window.draw(plan.renderer, plan.text), { renderer: long.renderer, text })
    await drawn(long.text.slice(0, 40_000)) // not counted: what the engine compiles on the way
    return await drawn(long.text)
  } finally {
    await page.close()
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
