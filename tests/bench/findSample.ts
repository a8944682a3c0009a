/**
 * One sample of the `find` benchmark, in a process of its own: `node findSample.ts find|naive FOLDER SESSION QUERY`.
 * Prints what it measured as JSON. Started by `find.ts` only.
 */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { claudeTranscripts } from '../../electron/agent/claude/transcript/claudeTranscripts.ts'
import { silentLog } from '../../electron/log.ts'
import { SessionPast } from '../../electron/session/past/past.ts'
import { findInSession } from '../../electron/session/acts/sessionFind.ts'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { SessionId } from '../../shared/ids.ts'
import { blocksOf } from './measure.ts'

const [variant, folder, sessionId, query] = process.argv.slice(2)
if (variant === undefined || folder === undefined || sessionId === undefined || query === undefined) {
  throw new Error('usage: findSample.ts find|naive FOLDER SESSION QUERY')
}

const cwd = folder
const id = SessionId.parse(sessionId)
const claudeHome = join(cwd, 'claude')

const look = (): Promise<number> => (variant === 'find' ? find(query) : readAll(plain(query)))

// Once for time, cold; once more for the loop: to watch it takes time itself.
const { value: total, ms, cpuMs } = await timed(look)
const blocks = await blocksOf(look)
process.stdout.write(`${JSON.stringify({ total, ms, cpuMs, ...blocks })}\n`)

async function timed<Value>(
  work: () => Promise<Value>
): Promise<{ value: Value; ms: number; cpuMs: number }> {
  const start = performance.now()
  const before = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(before)
  return { value, ms: performance.now() - start, cpuMs: (user + system) / 1000 }
}

/** As the route does it. */
async function find(wanted: string): Promise<number> {
  const past = new SessionPast({
    transcripts: claudeTranscripts({ home: () => Promise.resolve(claudeHome) }),
    agent: 'claude',
    tools: null,
    dataDir: join(cwd, 'data'),
    sessionId: id,
    cwd,
    version: '0.0.0-benchmark',
    log: silentLog,
    onLost: () => undefined
  })
  return (await findInSession({ past, host: null }, { query: wanted, limit: 200 }, null)).total
}

/** What comes to mind first: every line parsed, every text of its message looked into, without case and accents as here. */
async function readAll(wanted: string): Promise<number> {
  let found = 0
  for await (const line of createInterface({
    input: createReadStream(join(claudeHome, 'projects', encodeProjectFolder(cwd), `${id}.jsonl`)),
    crlfDelay: Infinity
  })) {
    const record: unknown = JSON.parse(line)
    if (typeof record === 'object' && record !== null && 'message' in record) {
      for (const text of textsIn(record.message)) found += plain(text).split(wanted).length - 1
    }
  }
  return found
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (Array.isArray(value)) for (const item of value) yield* textsIn(item)
  else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) yield* textsIn(item)
  }
}
