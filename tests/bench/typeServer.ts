/**
 * The other end of the `type` benchmark: the real server with the built page, and an agent that writes an
 * answer of 20 KB at once and lets it grow by 200 deltas a second until it is stopped.
 */
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../electron/clock.ts'
import { silentLog } from '../../electron/log.ts'
import { createServer } from '../../electron/server/createServer.ts'
import type { SkeinServer } from '../../electron/server/createServer.ts'
import { root } from '../../scripts/run.ts'
import { Project } from '../../shared/session.ts'
import { beginAnswer, createScriptedAgent } from '../contract/scriptedAgent.ts'
import type { ScriptedAgent, ScriptedRun } from '../contract/scriptedAgent.ts'
import { markdownText } from './markdownText.ts'

export const DELTAS_PER_SECOND = 200
const BEGINNING = 20_000
/** Characters of a delta: a few tokens. */
export const DELTA = 12

const token = 'benchmark'

export class TypeServer implements AsyncDisposable {
  readonly #folder: string
  readonly #server: SkeinServer
  readonly #projectId: string

  private constructor(folder: string, server: SkeinServer, projectId: string) {
    this.#folder = folder
    this.#server = server
    this.#projectId = projectId
  }

  static async start(): Promise<TypeServer> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'skein-bench-type-')))
    const server = await createServer({
      port: 0,
      token,
      dataDir: join(folder, 'data'),
      agents: [createStreamingAgent()],
      defaultAgent: 'guide',
      log: silentLog,
      clock: systemClock,
      pageDir: join(root, 'out', 'renderer'),
      version: '0.0.0-benchmark'
    })
    const response = await fetch(new URL('api/projects', server.url), {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ path: folder })
    })
    return new TypeServer(folder, server, Project.parse(await response.json()).id)
  }

  /** A new session. */
  link(): string {
    return `${this.#server.url}projects/${this.#projectId}/chat/${crypto.randomUUID()}#token=${token}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.close()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** Answers `stream` by a message that goes on growing, anything else by the same message and no more. */
function createStreamingAgent(): ScriptedAgent {
  const agent = createScriptedAgent()
  const running = new Map<ScriptedRun, () => void>()
  agent.onPrompt = (run, prompt) => {
    // Its page has gone; were it to go on, each round would be measured under one stream more, and beside a
    // session that still works in the list.
    for (const [other, stop] of running) {
      stop()
      other.emit({ type: 'turn_ended', outcome: 'done' })
    }
    running.clear()
    const messageId = `msg_${crypto.randomUUID()}`
    beginAnswer(run, messageId)
    run.emit({ type: 'stream_output', messageId, index: 0, append: markdownText(BEGINNING) })
    if (prompt.text === 'stream') running.set(run, grow(run, messageId))
    else run.emit({ type: 'turn_ended', outcome: 'done' })
  }
  agent.onInterrupt = (run) => {
    running.get(run)?.()
    running.delete(run)
    run.emit({ type: 'turn_ended', outcome: 'interrupted' })
  }
  return agent
}

/** Evenly over time, caught up after a late timer as a network does. Returns the way to stop it. */
function grow(run: ScriptedRun, messageId: string): () => void {
  const text = markdownText(100_000, 11)
  const start = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    const due = ((performance.now() - start) / 1000) * DELTAS_PER_SECOND
    for (; sent < due; sent += 1) {
      const at = (sent * DELTA) % (text.length - DELTA)
      run.emit({ type: 'stream_output', messageId, index: 0, append: text.slice(at, at + DELTA) })
    }
  }, 1000 / DELTAS_PER_SECOND)
  timer.unref() // the last of them is stopped by nobody
  return () => clearInterval(timer)
}
