/**
 * One sample of the `history` benchmark, cold, in a process of its own; prints one line of JSON. `heads` and `counted`:
 * the work of the worker of history on a new data folder, and again when nothing has changed; `grown`: one file that grew;
 * beside them `raw`, a read of all bytes, `stat`, and the Agent SDK's lists of sessions.
 */
import { appendFileSync, closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { listSessions } from '@anthropic-ai/claude-agent-sdk'
import { z } from 'zod'
import { claudeTranscripts } from '../../electron/agent/claude/transcript/claudeTranscripts.ts'
import { ourTranscripts } from '../../electron/agent/ourTranscripts.ts'
import { HistoryIndex } from '../../electron/history/index/historyIndex.ts'
import { changedFile } from '../../electron/history/work/changedFile.ts'
import { CountStage } from '../../electron/history/work/countStage.ts'
import { HistoryWork } from '../../electron/history/work/historyWork.ts'
import type { FromWork } from '../../electron/history/work/messages.ts'
import { AgentId } from '../../shared/ids.ts'
import { median } from './measure.ts'

const Args = z.tuple([
  z.enum(['raw', 'stat', 'heads', 'counted', 'grown', 'sdk', 'sdk50']),
  z.string(),
  z.string()
])
/** `list`: a file with all transcripts, a line each. */
const [variant, list, data] = Args.parse(process.argv.slice(2))
const files = readFileSync(list, 'utf8').split('\n')
const claude = join(process.env['HOME'] ?? '', '.claude')
const GROWN = 40

process.stdout.write(`${JSON.stringify(await sample())}\n`)

async function sample(): Promise<object> {
  switch (variant) {
    case 'raw':
      return { ms: await timed(readAll) }
    case 'stat':
      return { ms: await timed(() => files.map((file) => statSync(file).size)) }
    case 'sdk':
    case 'sdk50':
      return { ms: await timed(() => listSessions(variant === 'sdk' ? {} : { limit: 50 })) }
    case 'heads':
    case 'counted':
      return work(variant === 'counted')
    case 'grown':
      return grown()
  }
}

function readAll(): void {
  const buffer = Buffer.alloc(1 << 20)
  for (const file of files) {
    const descriptor = openSync(file, 'r')
    while (readSync(descriptor, buffer) > 0);
    closeSync(descriptor)
  }
}

async function work(isCounted: boolean): Promise<object> {
  const worker = worked(isCounted)
  const ms = await timed(worker.walk)
  const again = await timed(worker.walk)
  await worker.close()
  return { ms, again, found: worker.found() }
}

/** One file grows by a record, again and again; what it is then is told each time. */
async function grown(): Promise<object> {
  const worker = worked(true)
  await worker.walk()
  const file = files.at(-1) ?? ''
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  const line = lines.findLast((one) => one.includes('"type":"assistant"')) ?? ''
  const times: number[] = []
  const raw: number[] = []
  for (let time = 0; time < GROWN; time += 1) {
    appendFileSync(file, `${line}\n`)
    times.push(await timed(() => worker.changed(file)))
    raw.push(await timed(() => readFileSync(file)))
  }
  await worker.close()
  return { ms: median(times), again: median(raw), found: worker.found() }
}

interface Worked {
  /** Resolves when everything was told and counted. */
  walk(): Promise<void>
  changed(file: string): Promise<void>
  found(): number
  close(): Promise<void>
}

function worked(isCounted: boolean): Worked {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const index = HistoryIndex.open(join(data, 'history.db'), quiet)
  const agent = AgentId.parse('claude')
  const source = claudeTranscripts({ home: () => Promise.resolve(claude) })
  let found = 0
  let told: (message: FromWork) => void = () => undefined
  const say = (message: FromWork): void => {
    if (message.type === 'found') found += message.sessions.length
    told(message)
  }
  const until = (is: (message: FromWork) => boolean): Promise<void> =>
    new Promise((resolve) => {
      told = (message) => {
        if (is(message)) resolve()
      }
    })
  const work = new HistoryWork({
    sources: [{ agent, source }],
    ours: ourTranscripts({ dataDir: data }),
    index,
    parts: () =>
      Promise.resolve({
        stages: isCounted
          ? [new CountStage(index, (session) => say({ type: 'counted', sessions: [session] }))]
          : [],
        handlers: []
      }),
    say,
    log: quiet
  })
  return {
    walk: async () => {
      const done = until(({ type, ...rest }) => {
        if (type !== 'progress' || !('progress' in rest)) return false
        return rest.progress.done === rest.progress.total
      })
      work.walk([])
      await done
    },
    changed: async (file) => {
      const done = until(
        (message) =>
          message.type === 'counted' &&
          message.sessions.some(({ sessionId }) => sessionId === basename(file, '.jsonl'))
      )
      const changed = await changedFile(file, agent, source)
      if (changed === null) throw new Error(`${file} is no session's`)
      work.changed([changed])
      await done
    },
    found: () => found,
    close: async () => {
      const done = until(({ type }) => type === 'closed')
      work.hear({ type: 'close' })
      await done
    }
  }
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
