/**
 * `npm run bench -- durability`: what it costs that acknowledged messages and settled turns outlast a loss of power.
 * A prompt: the journal's lines written, and written and flushed, beside one bare flushed line. A settled turn: the
 * transcript's lines written, and written and flushed together with the database's log. A stored row: as it is, and as
 * it would be if SQLite flushed every one by itself. Each in a folder of its own on the disk of the temporary folder.
 */
import { randomUUID } from 'node:crypto'
import { closeSync, fdatasyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { flushOwnFile } from '../../electron/machine/flush.ts'
import { Journal } from '../../electron/session/live/journal.ts'
import { TranscriptWriter } from '../../electron/transcript/write/append.ts'
import { SessionId } from '../../shared/ids.ts'
import { sampleSession } from '../support/sampleSession.ts'
import { atMost, interleave, median, rounded } from './measure.ts'
import type { Goal } from './measure.ts'

const ROUNDS = 7
/** Of one sample, one after the other. */
const TIMES = 40

const variants = [
  'bareFlush',
  'prompt',
  'promptFlushed',
  'turn',
  'turnFlushed',
  'row',
  'rowFlushedBySqlite'
] as const
type Variant = (typeof variants)[number]

export interface DurabilityReport {
  readonly name: 'durability'
  readonly ok: boolean
  /** Medians, microseconds of one. */
  readonly us: Record<string, number>
  readonly goals: Record<string, Goal>
}

export async function run(): Promise<DurabilityReport> {
  const folder = mkdtempSync(join(tmpdir(), 'skein-durability-'))
  try {
    const samples = await interleave<number>(variants, ROUNDS, async (name) => {
      const own = join(folder, randomUUID())
      mkdirSync(own)
      return measured(work[variantOf(name)](own))
    })
    const us = (variant: Variant): number => median(samples.get(variant) ?? [])
    const goals = {
      // The journal's bytes and, once, its name.
      promptVsBareFlush: atMost(3, us('promptFlushed') / us('bareFlush')),
      // Transcript and log, side by side.
      turnVsBareFlush: atMost(4, (us('turnFlushed') - us('turn')) / us('bareFlush'))
    }
    return {
      name: 'durability',
      ok: Object.values(goals).every(({ ok }) => ok),
      us: Object.fromEntries(variants.map((variant) => [variant, rounded(us(variant))])),
      goals
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Work {
  readonly once: () => Promise<void> | void
  readonly end: () => void
}

const line = `${JSON.stringify({ type: 'event', text: 'x'.repeat(900) })}\n`
const rowSql = 'INSERT INTO rows (text) VALUES (?)'

const work: Readonly<Record<Variant, (folder: string) => Work>> = {
  bareFlush: (folder) => {
    const descriptor = openSync(join(folder, 'file'), 'a')
    return {
      once: () => {
        writeSync(descriptor, line)
        fdatasyncSync(descriptor)
      },
      end: () => closeSync(descriptor)
    }
  },
  prompt: (folder) => prompts(folder, false),
  promptFlushed: (folder) => prompts(folder, true),
  turn: (folder) => turns(folder, false),
  turnFlushed: (folder) => turns(folder, true),
  row: (folder) => rows(folder, 'NORMAL'),
  rowFlushedBySqlite: (folder) => rows(folder, 'FULL')
}

function prompts(folder: string, isFlushed: boolean): Work {
  const sessionId = SessionId.parse(randomUUID())
  const journal = new Journal(join(folder, 'journals', `${sessionId}.journal`), {
    type: 'journal',
    version: 1,
    sessionId,
    cwd: folder,
    session: sampleSession
  })
  return {
    once: async () => {
      journal.append([line.trim()])
      if (isFlushed) await journal.flush()
    },
    end: () => journal.close()
  }
}

function turns(folder: string, isFlushed: boolean): Work {
  const file = join(folder, 'transcript.jsonl')
  const opening = TranscriptWriter.open(file, {
    sessionId: randomUUID(),
    cwd: folder,
    version: '0',
    agent: 'guide'
  })
  const { once: store, end } = rows(folder, 'NORMAL')
  return {
    once: async () => {
      await (
        await opening
      ).append([
        {
          id: randomUUID(),
          role: 'user',
          content: [{ type: 'text', text: line }],
          createdAt: new Date(0).toISOString(),
          isStreaming: false
        }
      ])
      await store()
      if (isFlushed) await Promise.all([flushOwnFile(file), flushOwnFile(join(folder, 'skein.db-wal'))])
    },
    end
  }
}

function rows(folder: string, synchronous: 'NORMAL' | 'FULL'): Work {
  const database = new SQLite(join(folder, 'skein.db'))
  database.pragma('journal_mode = WAL')
  database.pragma(`synchronous = ${synchronous}`)
  database.exec('CREATE TABLE rows (text TEXT)')
  const insert = database.prepare(rowSql)
  return { once: () => void insert.run(line), end: () => database.close() }
}

/** Microseconds of one, on average. */
async function measured({ once, end }: Work): Promise<number> {
  await once()
  const begin = performance.now()
  for (let time = 0; time < TIMES; time += 1) await once()
  const us = ((performance.now() - begin) / TIMES) * 1000
  end()
  return us
}

function variantOf(name: string): Variant {
  const found = variants.find((variant) => variant === name)
  if (found === undefined) throw new Error(`no such variant: ${name}`)
  return found
}
