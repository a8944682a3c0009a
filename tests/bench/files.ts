/**
 * `npm run bench -- files`: mentions in a project of 100,000 files, through the HTTP route of the real
 * server: the first answer of a fresh server, the time until every file is known, and each key after that;
 * how long the server's loop stood still meanwhile. Cold samples are fresh processes.
 */
import { spawn, execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { FileMatches } from '../../shared/files.ts'
import { Project } from '../../shared/session.ts'
import { atMost, blocksAtMost, median, rounded, seededRandom } from './measure.ts'
import type { Goal } from './measure.ts'

const FILES = 100_000
const COLD_ROUNDS = 5
const WARM_ROUNDS = 15
/** As the composer asks again while the list is not complete. */
const AGAIN_MS = 400
const token = 'benchmark'
const sampleScript = join(import.meta.dirname, 'filesSample.ts')
/** What is typed: one letter, a word as it grows, a path, word beginnings, two words, nothing that is there. */
const queries = ['', 's', 'se', 'session', 'sessionsto', 'ui/button', 'psr', 'store test', 'zzqx'] as const

const Ready = z.object({ url: z.string() })
const Report = z.object({ blockMs: z.number(), idleMs: z.number(), rssMb: z.number() })

export interface FilesReport {
  readonly name: 'files'
  readonly ok: boolean
  /** Medians, milliseconds from request to parsed answer. */
  readonly ms: Record<string, number>
  readonly goals: Record<string, Goal>
  readonly files: number
  /** Files and folders the first answer of a fresh server chose from. */
  readonly coldTotal: number
  readonly rssMb: number
}

export async function run(): Promise<FilesReport> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'skein-bench-files-')))
  try {
    const project = join(folder, 'project')
    writeProject(project)
    const colds: Cold[] = []
    for (let round = 0; round < COLD_ROUNDS; round += 1) colds.push(await sampleCold(folder, project))
    const warm = await sampleWarm(folder, project)
    const gitMs = median(Array.from({ length: COLD_ROUNDS }, () => timeOf(() => listByGit(project))))
    const paths = listByGit(project)
    const scanMs = median(Array.from({ length: WARM_ROUNDS }, () => timeOf(() => scan(paths, 'session'))))
    const firstMs = median(colds.map(({ firstMs: ms }) => ms))
    const slowest = Math.max(...Object.values(warm.ms))
    const goals = {
      'first answer of a fresh server, to git listing its index': atMost(1, firstMs / gitMs, 'x'),
      'slowest answer to a key, to looking at every path once': atMost(2, slowest / scanMs, 'x'),
      'answers while it lists anew, to looking at every path once': atMost(2, warm.staleMs / scanMs, 'x'),
      'longest loop block while keys are answered, to an idle loop': blocksAtMost([warm.blocks]),
      'something to choose from at once': {
        goal: '> 0 files',
        measured: Math.min(...colds.map(({ total }) => total)),
        ok: colds.every(({ total }) => total > 0)
      }
    }
    return {
      name: 'files',
      ok: Object.values(goals).every(({ ok }) => ok),
      ms: {
        cold: rounded(firstMs),
        complete: rounded(median(colds.map(({ completeMs }) => completeMs))),
        stale: rounded(warm.staleMs),
        git: rounded(gitMs),
        scan: rounded(scanMs),
        longestBlock: rounded(warm.blocks.blockMs),
        idleLoop: rounded(warm.blocks.idleMs),
        ...warm.ms
      },
      goals,
      files: FILES,
      coldTotal: median(colds.map(({ total }) => total)),
      rssMb: warm.rssMb
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A git repository like a large application: a few files at the top, most of them four to six folders down. */
function writeProject(project: string): void {
  const random = seededRandom(7)
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? ''
  const parts = ['core', 'ui', 'store', 'session', 'agent', 'shell', 'net', 'text', 'media', 'tools']
  const nouns = ['Button', 'Session', 'Reader', 'Panel', 'Table', 'Index', 'View', 'Parser', 'Queue', 'Store']
  const verbs = ['open', 'read', 'merge', 'session', 'render', 'find', 'keep', 'paint', 'route', 'settle']
  const ends = ['.ts', '.test.ts', '.tsx', '.css', '.md', '.json']
  for (const name of ['README.md', 'package.json', 'tsconfig.json', '.gitignore']) {
    mkdirSync(project, { recursive: true })
    writeFileSync(join(project, name), name === '.gitignore' ? 'out/\n*.log\n' : '')
  }
  const made = new Set<string>()
  for (let n = 0; n < FILES - 4; n += 1) {
    const depth = 2 + Math.floor(random() * 3)
    const part = Array.from({ length: depth }, () => pick(parts)).join('/')
    const folder = join(project, pick(['packages', 'apps', 'libs']), part)
    if (!made.has(folder)) mkdirSync(folder, { recursive: true })
    made.add(folder)
    writeFileSync(join(folder, `${pick(verbs)}${pick(nouns)}${n}${pick(ends)}`), '')
  }
  for (const args of [
    ['init', '--quiet'],
    ['add', '--all']
  ])
    execFileSync('git', ['-C', project, ...args])
}

/** The controls: git's own list of the files, and the least a search of them by hand does for each key. */
function listByGit(project: string): readonly string[] {
  const options = { encoding: 'utf8', maxBuffer: 1e9 } as const
  return execFileSync(
    'git',
    ['-C', project, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    options
  ).split('\0')
}

function scan(paths: readonly string[], letters: string): number {
  let found = 0
  for (const path of paths) {
    const small = path.toLowerCase()
    let at = -1
    if (Array.from(letters).every((letter) => (at = small.indexOf(letter, at + 1)) !== -1)) found += 1
  }
  return found
}

function timeOf(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

interface Running {
  readonly search: (query: string) => Promise<FileMatches>
  readonly stop: () => Promise<z.infer<typeof Report>>
}

/** A fresh server; the project is opened, and none of its files has been asked for. */
async function start(folder: string, project: string): Promise<Running> {
  const child = spawn(process.execPath, [sampleScript, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const nextLine = async (): Promise<unknown> => {
    const { value, done } = await lines.next()
    if (done === true) throw new Error('the server ended')
    const parsed: unknown = JSON.parse(value)
    return parsed
  }
  const { url } = Ready.parse(await nextLine())
  const call = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(new URL(path, url), {
      method: body === undefined ? 'GET' : 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? null : { body: JSON.stringify(body) })
    })
    const value: unknown = await response.json()
    return value
  }
  const { id } = Project.parse(await call('/api/projects', { path: project }))
  return {
    search: async (query) =>
      FileMatches.parse(await call(`/api/projects/${id}/files?query=${encodeURIComponent(query)}`)),
    stop: async () => {
      child.stdin.end('report\n')
      const report = Report.parse(await nextLine())
      await new Promise((resolve) => child.once('close', resolve))
      return report
    }
  }
}

interface Cold {
  readonly firstMs: number
  readonly total: number
  readonly completeMs: number
}

async function sampleCold(folder: string, project: string): Promise<Cold> {
  const server = await start(folder, project)
  const begin = performance.now()
  const first = await server.search('')
  const firstMs = performance.now() - begin
  await untilComplete(server)
  const completeMs = performance.now() - begin
  await server.stop()
  return { firstMs, total: first.total, completeMs }
}

async function untilComplete(server: Running): Promise<void> {
  while (!(await server.search('')).isComplete) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
}

interface Warm {
  readonly ms: Record<string, number>
  /** An answer that sets off a new listing, and those while it runs. */
  readonly staleMs: number
  readonly blocks: { readonly blockMs: number; readonly idleMs: number }
  readonly rssMb: number
}

async function sampleWarm(folder: string, project: string): Promise<Warm> {
  const server = await start(folder, project)
  await untilComplete(server)
  const timed = async (query: string): Promise<number> => {
    const begin = performance.now()
    await server.search(query)
    return performance.now() - begin
  }
  const ms: Record<string, number> = {}
  for (const query of queries) {
    const times: number[] = []
    for (let round = 0; round < WARM_ROUNDS; round += 1) times.push(await timed(query))
    ms[`“${query}”`] = rounded(median(times))
  }
  // Longer than a list stays fresh: the next key sets off a new one.
  await new Promise((resolve) => setTimeout(resolve, 5_500))
  const stale: number[] = []
  for (let round = 0; round < WARM_ROUNDS; round += 1) stale.push(await timed('session'))
  const { rssMb, ...blocks } = await server.stop()
  return { ms, staleMs: median(stale), blocks, rssMb }
}
