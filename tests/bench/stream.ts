/**
 * `npm run bench -- stream`: 20,000 deltas from a scripted agent through the real server and socket to a
 * client that validates and folds, beside the same frames over bare `ws` without JSON; the latency of
 * deltas that come at 1,000 a second, beside bare `ws` again; and what one stalled client costs. Every sample is fresh processes.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { atLeast, atMost, interleave, median, rounded } from './measure.ts'
import type { Goal } from './measure.ts'

const ROUNDS = 5
const DELTAS = 20_000
const PACED = 4_000
/** Enough to fill the system's own buffers (some 10 MB) many times over. */
const LONG = 200_000
const script = join(import.meta.dirname, 'streamSample.ts')

const Read = z.object({ ms: z.number(), frames: z.number(), p50: z.number(), p99: z.number() })
const Serving = z.object({ url: z.string(), sessionId: z.string().default('') })
const ServerCost = z.object({ peakBuffered: z.number(), addedMb: z.number() })
const Stalled = z.object({ stalled: z.literal(true) })

interface Sample {
  readonly ms: number
  readonly frames: number
  readonly p50?: number
  readonly p99?: number
  readonly peakBuffered?: number
  readonly addedMb?: number
}

export interface StreamReport {
  readonly name: 'stream'
  readonly ok: boolean
  readonly deltasPerSecond: Record<string, number>
  readonly frames: Record<string, number>
  /** At 1,000 deltas a second, milliseconds from the agent to the parsed frame in the client. */
  readonly latencyMs: Record<'ours' | 'bare', { readonly p50: number; readonly p99: number }>
  /** Server side: what waits for a client that reads nothing, and the memory it costs beside a healthy one alone. */
  readonly stalled: { readonly peakBufferedKb: number; readonly addedMb: number }
  readonly goals: Record<string, Goal>
}

export async function run(): Promise<StreamReport> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'skein-bench-stream-')))
  try {
    const variants = ['bare', 'one', 'two', 'pacedBare', 'paced', 'long', 'stalled']
    return report(await interleave(variants, ROUNDS, (variant) => take(variant, folder)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function report(samples: ReadonlyMap<string, readonly Sample[]>): StreamReport {
  const of = (variant: string, field: keyof Sample): number =>
    median((samples.get(variant) ?? []).map((sample) => sample[field] ?? Number.NaN))
  const rate = (variant: string): number => (DELTAS / of(variant, 'ms')) * 1000
  const goals = {
    'deltas a second, one answer, to bare ws': atLeast(0.65, rate('one') / rate('bare'), 'x'),
    // Two answers that grow at the same time, as subagents do.
    'deltas a second, two answers at once, to bare ws': atLeast(0.65, rate('two') / rate('bare'), 'x'),
    'delay of a delta at 1,000 a second, 99th percentile, to bare ws': atMost(
      3,
      of('paced', 'p99') / of('pacedBare', 'p99'),
      'x'
    ),
    'frames for 4,000 deltas at 1,000 a second': atLeast(PACED, of('paced', 'frames')),
    'what waits for a client that reads nothing': atMost(
      0.5,
      of('stalled', 'peakBuffered') / 1024 / 1024,
      ' MB'
    ),
    'time of a healthy client beside a stalled one, to alone': atMost(
      1.25,
      of('stalled', 'ms') / of('long', 'ms'),
      'x'
    )
  }
  return {
    name: 'stream',
    ok: Object.values(goals).every(({ ok }) => ok),
    deltasPerSecond: {
      bare: rounded(rate('bare')),
      one: rounded(rate('one')),
      two: rounded(rate('two'))
    },
    frames: { one: of('one', 'frames'), two: of('two', 'frames') },
    latencyMs: {
      ours: { p50: rounded(of('paced', 'p50')), p99: rounded(of('paced', 'p99')) },
      bare: { p50: rounded(of('pacedBare', 'p50')), p99: rounded(of('pacedBare', 'p99')) }
    },
    stalled: {
      peakBufferedKb: rounded(of('stalled', 'peakBuffered') / 1024),
      addedMb: rounded(of('stalled', 'addedMb') - of('long', 'addedMb'))
    },
    goals
  }
}

const prompts: Readonly<Record<string, string>> = {
  paced: `paced ${PACED}`,
  long: `one ${LONG}`,
  stalled: `one ${LONG}`
}

async function take(variant: string, folder: string): Promise<Sample> {
  if (variant === 'bare' || variant === 'pacedBare') {
    const [count, how] = variant === 'bare' ? [DELTAS, 'go'] : [PACED, 'paced']
    await using server = new Side('bare', [String(count)])
    const { url } = Serving.parse(await server.line())
    await using client = new Side('readBare', [url, String(count), how])
    return Read.parse(await client.line())
  }
  await using server = new Side('skein', [folder])
  const { url, sessionId } = Serving.parse(await server.line())
  await using stalled = variant === 'stalled' ? new Side('stall', [url, sessionId]) : null
  if (stalled) Stalled.parse(await stalled.line())
  const prompt = prompts[variant] ?? `${variant} ${DELTAS}`
  await using client = new Side('read', [url, sessionId, prompt])
  const read = Read.parse(await client.line())
  server.tell('report')
  return { ...read, ...ServerCost.parse(await server.line()) }
}

/** One process of the sample: its lines of JSON, and its end. */
class Side implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #lines: AsyncIterator<string>

  constructor(role: string, args: readonly string[]) {
    const child = spawn(process.execPath, [script, role, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#child = child
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  }

  async line(): Promise<unknown> {
    const next = await this.#lines.next()
    if (next.done === true) throw new Error('a side of the sample ended early')
    const value: unknown = JSON.parse(next.value)
    return value
  }

  tell(line: string): void {
    this.#child.stdin?.write(`${line}\n`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return
    const ended = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.kill('SIGKILL')
    await ended
  }
}
