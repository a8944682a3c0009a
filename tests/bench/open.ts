/**
 * `npm run bench -- open`: the newest 50 messages of a transcript of 1, 10 and 100 MB, by the reader
 * and through the HTTP route, beside what cannot be beaten (reading and parsing exactly those lines)
 * and beside the Agent SDK on the same file. Every sample is a fresh process, cold.
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { readPage } from '../support/claude/testClaudeReading.ts'
import { messageOf } from '../../shared/errors.ts'
import { decodeCursor } from '../../electron/transcript/page/cursor.ts'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { atLeast, atMost, blocksAtMost, interleave, median, rounded, sampleProcess } from './measure.ts'
import type { Goal } from './measure.ts'
import { writeTranscript } from './transcriptFile.ts'

const ROUNDS = 7
const ROUTE_ROUNDS = 5
const PAGE = 50
const sampleScript = join(import.meta.dirname, 'openSample.ts')
const sizes = ['1', '10', '100'] as const
type Size = (typeof sizes)[number]

interface Transcript {
  readonly sessionId: string
  readonly megabytes: number
  readonly lines: number
  /** Where the lines of the newest page begin. */
  readonly pageOffset: number
}

const Timed = z.object({ count: z.number(), ms: z.number(), addedMb: z.number().nullable() })
const Indexed = z.object({ blockMs: z.number(), idleMs: z.number(), ms: z.number() })
const Served = z.object({ url: z.string() })
const Page = z.object({ messages: z.array(z.unknown()) })

export interface OpenReport {
  readonly name: 'open'
  readonly ok: boolean
  /** Medians, milliseconds. */
  readonly ms: Record<string, number>
  readonly goals: Record<string, Goal>
  readonly files: Record<Size, { megabytes: number; lines: number }>
  readonly problems: readonly string[]
}

export async function run(): Promise<OpenReport> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'skein-bench-open-')))
  try {
    const transcripts = await writeTranscripts(folder)
    const reader = await measureReader(folder, transcripts)
    const route = await measureRoute(folder, transcripts)
    const goals = { ...reader.goals, ...route.goals }
    return {
      name: 'open',
      ok: Object.values(goals).every(({ ok }) => ok),
      ms: { ...reader.ms, ...route.ms },
      goals,
      files: {
        '1': factsOf(transcripts['1']),
        '10': factsOf(transcripts['10']),
        '100': factsOf(transcripts['100'])
      },
      problems: route.problems
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function factsOf({ megabytes, lines }: Transcript): { megabytes: number; lines: number } {
  return { megabytes, lines }
}

async function writeTranscripts(folder: string): Promise<Record<Size, Transcript>> {
  const cwd = join(folder, 'project')
  const transcripts = join(folder, 'claude', 'projects', encodeProjectFolder(cwd))
  mkdirSync(cwd)
  mkdirSync(transcripts, { recursive: true })
  const write = async (size: Size): Promise<Transcript> => {
    const sessionId = randomUUID()
    const file = join(transcripts, `${sessionId}.jsonl`)
    const { lines, bytes } = writeTranscript({ file, sessionId, cwd, bytes: Number(size) * 1_000_000 })
    const { before } = await readPage(file, { limit: PAGE })
    const pageOffset = before === null ? 0 : decodeCursor(before, bytes).at
    return { sessionId, megabytes: rounded(bytes / 1_000_000), lines, pageOffset }
  }
  return { '1': await write('1'), '10': await write('10'), '100': await write('100') }
}

interface Part {
  readonly ms: Record<string, number>
  readonly goals: Record<string, Goal>
}

async function measureReader(folder: string, transcripts: Record<Size, Transcript>): Promise<Part> {
  const variants = sizes.flatMap((size) => [`reader ${size}`, `limit ${size}`, `sdk ${size}`])
  const env = { CLAUDE_CONFIG_DIR: join(folder, 'claude') }
  const take = async (variant: string): Promise<unknown> => {
    const [kind = '', size = ''] = variant.split(' ')
    const { sessionId, pageOffset } = transcripts[sizeOf(size)]
    return sampleProcess(sampleScript, [kind, folder, sessionId, String(pageOffset)], env)
  }
  const samples = await interleave([...variants, 'index 100'], ROUNDS, take)
  const timed = new Map(variants.map((variant) => [variant, z.array(Timed).parse(samples.get(variant))]))
  const ms = (variant: string): number => median((timed.get(variant) ?? []).map((sample) => sample.ms))
  const added = (timed.get('reader 100') ?? []).flatMap(({ addedMb }) => (addedMb === null ? [] : [addedMb]))
  const indexed = z.array(Indexed).parse(samples.get('index 100'))
  return {
    ms: {
      ...Object.fromEntries(variants.map((variant) => [variant, rounded(ms(variant))])),
      'index 100': rounded(median(indexed.map((sample) => sample.ms)))
    },
    goals: {
      'reader to limit, 100 MB': atMost(1.5, ms('reader 100') / ms('limit 100'), 'x'),
      'reader faster than SDK, 100 MB': atLeast(130, ms('sdk 100') / ms('reader 100'), 'x'),
      'reader 100 MB to 1 MB': atMost(1.5, ms('reader 100') / ms('reader 1'), 'x'),
      'memory added by reader, 100 MB':
        added.length === 0 ? { goal: '<= 8 MB', measured: null, ok: true } : atMost(8, median(added), ' MB'),
      'longest loop block, opening and counting 100 MB, to an idle loop': blocksAtMost(indexed)
    }
  }
}

function sizeOf(text: string): Size {
  return text === '1' || text === '10' ? text : '100'
}

async function measureRoute(
  folder: string,
  transcripts: Record<Size, Transcript>
): Promise<Part & { readonly problems: readonly string[] }> {
  const variants = [...sizes.map((size) => `route ${size}`), 'sdkRoute 100']
  try {
    const samples = await interleave(variants, ROUTE_ROUNDS, (variant) => {
      const [kind = '', size = ''] = variant.split(' ')
      return sampleRoute(kind, folder, transcripts[sizeOf(size)].sessionId)
    })
    const ms = (variant: string): number => median(samples.get(variant) ?? [])
    return {
      ms: Object.fromEntries(variants.map((variant) => [variant, rounded(ms(variant))])),
      goals: { 'route faster than SDK, 100 MB': atLeast(50, ms('sdkRoute 100') / ms('route 100'), 'x') },
      problems: []
    }
  } catch (error) {
    const unknown: Goal = { goal: '>= 50x', measured: null, ok: false }
    return {
      ms: {},
      goals: { 'route faster than SDK, 100 MB': unknown },
      problems: [`HTTP: ${messageOf(error)}`]
    }
  }
}

/** From the request to the parsed answer, the first one a fresh server gives; this process is the client. */
async function sampleRoute(kind: string, folder: string, sessionId: string): Promise<number> {
  const child = spawn(process.execPath, [sampleScript, kind, folder, sessionId], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, CLAUDE_CONFIG_DIR: join(folder, 'claude') }
  })
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  try {
    const url = await addressOf(child.stdout)
    const path = kind === 'route' ? await skeinPath(url, folder, sessionId) : sessionId
    const start = performance.now()
    const { messages } = Page.parse(await getJson(new URL(path, url)))
    const ms = performance.now() - start
    if (messages.length < PAGE) throw new Error(`${kind} gave ${messages.length} messages`)
    return ms
  } finally {
    child.kill()
    await closed
  }
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const parsed: unknown = JSON.parse(line)
    return Served.parse(parsed).url
  }
  throw new Error('the server did not start')
}

/** Opens the project and the session in Skein, and names its newest page. */
async function skeinPath(url: string, folder: string, sessionId: string): Promise<string> {
  const Created = z.object({ id: z.string() })
  const project = Created.parse(
    await postJson(new URL('api/projects', url), { path: join(folder, 'project') })
  )
  const sessions = `api/projects/${project.id}/sessions`
  await postJson(new URL(sessions, url), { sessionId, agent: 'claude' })
  return `${sessions}/${sessionId}/messages?limit=${PAGE}`
}

const headers = { Authorization: 'Bearer benchmark', 'Content-Type': 'application/json' }

async function postJson(url: URL, body: object): Promise<unknown> {
  return bodyOf(await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }))
}

async function getJson(url: URL): Promise<unknown> {
  return bodyOf(await fetch(url, { headers }))
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} from ${response.url}: ${text}`)
  const parsed: unknown = JSON.parse(text)
  return parsed
}
