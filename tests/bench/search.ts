/**
 * `npm run bench -- search [--sessions N | --large]`: every word that was ever said. How long the index takes, of words
 * and of everything, and how large it is; questions of every kind in the worker and over HTTP, while nothing else is
 * done; and how soon is found what was said just now. Beside a raw read of the same bytes and ripgrep over the files.
 */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { appendFileSync, closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { z } from 'zod'
import { claudeTranscripts } from '../../electron/agent/claude/transcript/claudeTranscripts.ts'
import { SearchDatabase } from '../../electron/history/search/searchDatabase.ts'
import { SearchIndex } from '../../electron/history/search/searchIndex.ts'
import type { SearchAsk } from '../../electron/history/search/searchQuestion.ts'
import { SearchStage } from '../../electron/history/search/searchStage.ts'
import type { HistoryFile } from '../../electron/history/work/stage.ts'
import { AgentId } from '../../shared/ids.ts'
import { planted, sizeFrom, writeHistorySample } from './historySample.ts'
import type { HistorySample } from './historySample.ts'
import { startHistoryServer } from './historyServer.ts'
import type { HistoryServer } from './historyServer.ts'
import { atLeast, atMost, median, rounded, seededRandom } from './measure.ts'
import type { Goal } from './measure.ts'

/** Each question is asked so often, all of them mixed. */
const TIMES = 100
const RIPGREP_TIMES = 5
const SAID = 5
const kinds = ['rare', 'mid', 'common', 'phrase', 'prefix', 'identifier', 'cjk'] as const
type Kind = (typeof kinds)[number]

const Result = z.object({ hits: z.array(z.unknown()) })

export interface SearchReport {
  readonly name: 'search'
  readonly ok: boolean
  readonly set: { readonly sessions: number; readonly mb: number }
  readonly buildMs: { readonly raw: number; readonly words: number; readonly all: number }
  /** Milliseconds by kind of question, in the worker's own code: median and 99th percentile. */
  readonly inWorkerMs: Record<string, readonly [number, number]>
  /** The same over HTTP. */
  readonly overHttpMs: Record<string, readonly [number, number]>
  /** Medians; null where ripgrep is not installed. */
  readonly ripgrepMs: Record<string, number> | null
  readonly goals: Record<string, Goal>
}

export async function run(options: readonly string[] = []): Promise<SearchReport> {
  const size = sizeFrom(options)
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'skein-bench-search-')))
  try {
    const sample = await writeHistorySample(folder, size)
    const raw = median([1, 2, 3].map(() => readAll(sample.transcripts)))
    const built = await build(sample, join(folder, 'index'))
    const inWorker = await askMixed((kind) => built.ask(kind))
    await built.close()
    const ripgrepMs = await ripgrep(sample)
    const server = await startHistoryServer(sample.home, join(folder, 'data'))
    let overHttp: Times
    let saidMs: number
    try {
      await server.takenIn(sample.sessions.length)
      await untilAtRest(server, join(folder, 'data'))
      overHttp = await askMixed((kind) => askOverHttp(server, planted[kind]))
      saidMs = await saidToFound(server, sample)
    } finally {
      await server.close()
    }
    const limit = size.sessions > 10_000 ? 30 : 10
    const worst = (times: Times): number => Math.max(...kinds.map((kind) => centile99(times[kind])))
    const goals = {
      'index of words to a raw read of all bytes': atMost(20, built.wordsMs / raw, 'x'),
      'size of the index of words, of the transcripts': atMost(
        4,
        (built.wordsBytes / sample.bytes) * 100,
        ' %'
      ),
      'size of the index of everything': atMost(20, (built.allBytes / sample.bytes) * 100, ' %'),
      'slowest kind of question in the worker, 99th percentile': atMost(limit, worst(inWorker), ' ms'),
      'the same over HTTP': atMost(limit, worst(overHttp), ' ms'),
      ...(ripgrepMs === null
        ? null
        : {
            'a rare word faster than ripgrep': atLeast(
              40,
              (ripgrepMs['rare'] ?? 0) / median(overHttp.rare),
              'x'
            )
          }),
      'said to found, longest': atMost(1_000, saidMs, ' ms')
    }
    return {
      name: 'search',
      ok: Object.values(goals).every(({ ok }) => ok),
      set: { sessions: size.sessions, mb: rounded(sample.bytes / 1e6) },
      buildMs: { raw: rounded(raw), words: rounded(built.wordsMs), all: rounded(built.allMs) },
      inWorkerMs: shown(inWorker),
      overHttpMs: shown(overHttp),
      ripgrepMs,
      goals
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

type Times = Record<Kind, readonly number[]>

/** Who finds nothing is fast. */
async function askMixed(ask: (kind: Kind) => Promise<number>): Promise<Times> {
  const times: Record<Kind, number[]> = {
    rare: [],
    mid: [],
    common: [],
    phrase: [],
    prefix: [],
    identifier: [],
    cjk: []
  }
  const random = seededRandom(5)
  for (const kind of kinds) if ((await ask(kind)) === 0) throw new Error(`nothing was found for ${kind}`)
  for (let time = 0; time < TIMES; time += 1) {
    for (const kind of kinds.toSorted(() => random() - 0.5)) {
      const begin = performance.now()
      await ask(kind)
      times[kind].push(performance.now() - begin)
    }
  }
  return times
}

interface Built {
  readonly wordsMs: number
  readonly allMs: number
  readonly wordsBytes: number
  readonly allBytes: number
  /** How many hits its first page has. */
  ask(kind: Kind): Promise<number>
  close(): Promise<void>
}

/** By the stage alone, as the worker of history runs it. */
async function build(sample: HistorySample, data: string): Promise<Built> {
  await mkdir(data)
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const agent = AgentId.parse('claude')
  const source = claudeTranscripts({ home: () => Promise.resolve(sample.claude) })
  const files: HistoryFile[] = []
  for await (const listed of source.history.files()) files.push({ ...listed, agent, source })
  files.sort((one, other) => other.mtimeMs - one.mtimeMs)
  const file = join(data, 'search.db')
  const database = new SearchDatabase(file, quiet)
  const stage = new SearchStage({
    database,
    log: quiet,
    titleOf: () => null,
    isKept: () => Promise.resolve(false)
  })
  const pace = { rest: () => Promise.resolve() }
  const begin = performance.now()
  for (const one of files) await stage.take(one, pace)
  await stage.writer.write(pace)
  const wordsMs = performance.now() - begin
  const wordsBytes = bytesOf(database, file)
  await stage.swept(files, pace)
  await stage.caughtUp()
  const allMs = performance.now() - begin
  const allBytes = bytesOf(database, file)
  const index = new SearchIndex({
    database,
    writer: stage.writer,
    copyOf: () => Promise.resolve(null),
    formatOf: () => source.format,
    now: () => Date.now()
  })
  return {
    wordsMs,
    allMs,
    wordsBytes,
    allBytes,
    ask: async (kind) => (await index.search(askFor(planted[kind]))).hits.length,
    close: () => Promise.resolve(stage.close())
  }
}

function askFor(q: string): SearchAsk {
  return {
    q,
    limit: 30,
    before: null,
    sessions: null,
    agent: null,
    role: null,
    tool: null,
    since: null,
    until: null,
    scope: 'words',
    sort: 'best'
  }
}

/** With what its log holds. */
function bytesOf(database: SearchDatabase, file: string): number {
  database.writer.pragma('wal_checkpoint(TRUNCATE)')
  return statSync(file).size
}

async function askOverHttp(server: HistoryServer, query: string): Promise<number> {
  const { hits } = Result.parse(await server.get(`api/search?q=${encodeURIComponent(query)}`))
  return hits.length
}

/** Everything behind the words is read after they are there: until the index grows no more. */
async function untilAtRest(server: HistoryServer, data: string): Promise<void> {
  for (let before = -1; ; await setTimeout(2_000)) {
    const now = statSync(join(data, 'search.db')).mtimeMs + server.cpuMs()
    if (now - before < 100) return
    before = now
  }
}

/** A new message at the end of a transcript, until the search has it. Milliseconds, the longest of some. */
async function saidToFound(server: HistoryServer, sample: HistorySample): Promise<number> {
  const newest = sample.sessions.at(-1)
  if (newest === undefined) throw new Error('there is no session')
  const lines = readFileSync(newest.file, 'utf8').trimEnd().split('\n')
  const record = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(lines.findLast((one) => one.includes('"role":"user","content":"')) ?? ''))
  const times: number[] = []
  for (let time = 0; time < SAID; time += 1) {
    const word = `said${randomUUID().slice(0, 8)}`
    const said = { ...record, uuid: randomUUID(), message: { role: 'user', content: `Now ${word} is said` } }
    const begin = performance.now()
    appendFileSync(newest.file, `${JSON.stringify(said)}\n`)
    while ((await askOverHttp(server, word)) === 0) {
      if (performance.now() - begin > 20_000) throw new Error('what was said is not found')
      await setTimeout(10)
    }
    times.push(performance.now() - begin)
  }
  return Math.max(...times)
}

/** Over the same files, names only, as whoever searches without an index does. */
async function ripgrep(sample: HistorySample): Promise<Record<string, number> | null> {
  const words = { rare: planted.rare, mid: planted.mid, common: planted.common }
  const medians: Record<string, number> = {}
  for (const [kind, word] of Object.entries(words)) {
    const times: number[] = []
    for (let time = 0; time < RIPGREP_TIMES; time += 1) {
      const begin = performance.now()
      try {
        await promisify(execFile)('rg', ['-l', '-i', '-F', word, join(sample.claude, 'projects')], {
          maxBuffer: 1 << 26
        })
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
      times.push(performance.now() - begin)
    }
    medians[kind] = rounded(median(times))
  }
  return medians
}

function readAll(files: readonly string[]): number {
  const begin = performance.now()
  const buffer = Buffer.alloc(1 << 20)
  for (const file of files) {
    const descriptor = openSync(file, 'r')
    while (readSync(descriptor, buffer) > 0);
    closeSync(descriptor)
  }
  return performance.now() - begin
}

function shown(times: Times): Record<string, readonly [number, number]> {
  return Object.fromEntries(
    kinds.map((kind) => [kind, [rounded(median(times[kind])), rounded(centile99(times[kind]))] as const])
  )
}

function centile99(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? Number.NaN
}
