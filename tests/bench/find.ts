/**
 * `npm run bench -- find`: finding in a session of 100 MB, all of it, a word that is not there, one that
 * stands there once and one that stands everywhere; beside parsing every line and looking into its text.
 * Every sample is a fresh process, cold.
 */
import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { atLeast, atMost, blocksAtMost, interleave, median, rounded, sampleProcess } from './measure.ts'
import type { Goal } from './measure.ts'
import { writeTranscript } from './transcriptFile.ts'

const ROUNDS = 7
const BYTES = 100_000_000
const sampleScript = join(import.meta.dirname, 'findSample.ts')
const queries = { absent: 'zebra', rare: 'xylophone', common: 'cursor line' } as const
const variants = ['absent', 'rare', 'common', 'naive'] as const
type Variant = (typeof variants)[number]

const Sample = z.object({
  total: z.number(),
  ms: z.number(),
  cpuMs: z.number(),
  blockMs: z.number(),
  idleMs: z.number()
})
type Sample = z.infer<typeof Sample>

export interface FindReport {
  readonly name: 'find'
  readonly ok: boolean
  /** Medians, milliseconds. */
  readonly ms: Record<string, number>
  readonly cpuMs: Record<string, number>
  readonly hits: Record<string, number>
  readonly goals: Record<string, Goal>
}

export async function run(): Promise<FindReport> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'skein-bench-find-')))
  try {
    const session = writeSession(folder)
    const samples = await interleave(variants, ROUNDS, (variant) => take(session, variant))
    const of = (variant: Variant): Sample[] => z.array(Sample).parse(samples.get(variant))
    refuseWrongHits(of)
    const figure = (variant: Variant, name: keyof Sample): number =>
      median(of(variant).map((sample) => sample[name]))
    const cpu = (variant: Variant): number => figure(variant, 'cpuMs')
    const each = (name: keyof Sample): Record<string, number> =>
      Object.fromEntries(variants.map((variant) => [variant, rounded(figure(variant, name))]))
    // Processor time: with pauses for others a search takes longer where others are at work.
    const goals = {
      'absent word cheaper than parsing every line': atLeast(5, cpu('naive') / cpu('absent'), 'x'),
      'rare word, newest, cheaper than parsing every line': atLeast(2, cpu('naive') / cpu('rare'), 'x'),
      'common word to parsing every line': atMost(1.5, cpu('common') / cpu('naive'), 'x'),
      'longest loop block, absent word, to an idle loop': blocksAtMost(of('absent')),
      'longest loop block, rare word, to an idle loop': blocksAtMost(of('rare')),
      'longest loop block, common word, to an idle loop': blocksAtMost(of('common'))
    }
    return {
      name: 'find',
      ok: Object.values(goals).every(({ ok }) => ok),
      ms: each('ms'),
      cpuMs: each('cpuMs'),
      hits: each('total'),
      goals
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Session {
  readonly folder: string
  readonly sessionId: string
}

/** A search that finds nothing is fast: what was found has to be right before its time counts. */
function refuseWrongHits(of: (variant: Variant) => readonly Sample[]): void {
  const isRight: Record<Variant, (total: number) => boolean> = {
    absent: (total) => total === 0,
    rare: (total) => total === 1,
    common: (total) => total >= 200,
    naive: (total) => total >= 200
  }
  for (const variant of variants) {
    const totals = of(variant).map(({ total }) => total)
    if (!totals.every(isRight[variant])) throw new Error(`${variant} found ${totals.join(', ')}`)
  }
}

async function take({ folder, sessionId }: Session, variant: string): Promise<unknown> {
  const query = variant === 'absent' || variant === 'rare' ? queries[variant] : queries.common
  return sampleProcess(sampleScript, [variant === 'naive' ? 'naive' : 'find', folder, sessionId, query])
}

/** A session in which the rare word stands once, in its last prompt. */
function writeSession(folder: string): Session {
  const sessionId = randomUUID()
  const file = fileOf({ folder, sessionId })
  mkdirSync(dirname(file), { recursive: true })
  writeTranscript({ file, sessionId, cwd: folder, bytes: BYTES })
  const line = {
    parentUuid: lastUuid(file),
    isSidechain: false,
    type: 'user',
    message: { role: 'user', content: `Where is the ${queries.rare}?` },
    uuid: randomUUID(),
    timestamp: '2026-02-01T08:00:00.000Z',
    sessionId
  }
  appendFileSync(file, `${JSON.stringify(line)}\n`)
  return { folder, sessionId }
}

/** Of the last record of the chain: what comes after it follows it. */
function lastUuid(file: string): string {
  const tail = readFileSync(file).subarray(-1_000_000).toString('utf8')
  const [, uuid] = /"uuid":"([^"]+)"(?![\s\S]*"uuid":")/u.exec(tail) ?? []
  if (uuid === undefined) throw new Error('the transcript has no record of the chain')
  return uuid
}

/** Where Claude Code would have written it, had its home been `claude` in the folder. */
function fileOf({ folder, sessionId }: Session): string {
  return join(folder, 'claude', 'projects', encodeProjectFolder(folder), `${sessionId}.jsonl`)
}
