/**
 * The real Claude Code against the fake model, driven through `createClaudeAgent` alone: a home, a
 * project and a data folder of its own for each test, and sessions whose outputs are decided about and folded as
 * the server does it. Used by the tests in this folder and by `recordFrames.ts`.
 */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createClaudeAgent } from '../../electron/agent/claude/claudeAgent.ts'
import type { Agent, AgentOutput, AgentRun, AgentSecrets } from '../../electron/agent/port.ts'
import { ProcessLedger } from '../../electron/agent/processLedger.ts'
import { systemClock } from '../../electron/clock.ts'
import type { Clock } from '../../electron/clock.ts'
import { silentLog } from '../../electron/log.ts'
import type { Log } from '../../electron/log.ts'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { attachmentBlock } from '../../shared/attachmentBlock.ts'
import { evolve, messagesOf, restingState } from '../../shared/evolve.ts'
import type { SessionState } from '../../shared/evolve.ts'
import { SessionId } from '../../shared/ids.ts'
import { emptyMetadata } from '../../shared/session.ts'
import type { Attachment, PermissionMode, PermissionRequest, SessionMessage } from '../../shared/session.ts'
import { DecidesAlone } from '../support/decidesAlone.ts'
import { fakeModelEnvironment } from '../fakeModel/environment.ts'
import { startFakeModel } from '../fakeModel/fakeModel.ts'
import type { FakeModel } from '../fakeModel/fakeModel.ts'
import { sampleSession } from '../support/sampleSession.ts'

export interface ClaudeBench {
  readonly model: FakeModel
  readonly agent: Agent
  readonly ledger: ProcessLedger
  readonly home: string
  readonly project: string
  readonly dataDir: string
  open(options?: OpenOptions): BenchSession
  close(): Promise<void>
}

export interface OpenOptions {
  readonly sessionId?: string
  readonly cwd?: string
  readonly permissionMode?: PermissionMode
  readonly trusted?: boolean
  readonly model?: string
  readonly effort?: string | null
}

export interface BenchOptions {
  readonly env?: Record<string, string>
  readonly claudePath?: string
  readonly moduleRoot?: string | null
  readonly clock?: Clock
  readonly log?: Log
  readonly secrets?: AgentSecrets
}

export async function openBench(options: BenchOptions = {}): Promise<ClaudeBench> {
  const root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'skein-agent-')))
  const home = path.join(root, 'home')
  const project = path.join(root, 'project')
  const dataDir = path.join(root, 'data')
  for (const folder of [home, project, dataDir, path.join(root, 'tmp')]) await mkdir(folder)
  const model = await startFakeModel()
  const log = options.log ?? silentLog
  const clock = options.clock ?? systemClock
  const ledger = new ProcessLedger({ dataDir, log })
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    // Claude Code keeps the output of commands in a folder of its own there.
    CLAUDE_CODE_TMPDIR: path.join(root, 'tmp'),
    ...fakeModelEnvironment(model),
    CLAUDE_CODE_MAX_RETRIES: '1',
    ...options.env
  }
  const agent = createClaudeAgent({
    env,
    dataDir,
    log,
    clock,
    ledger,
    loginShell: async () => ({}),
    ...(options.moduleRoot === undefined ? null : { moduleRoot: options.moduleRoot }),
    ...(options.secrets === undefined ? null : { secrets: options.secrets })
  })
  agent.configure(() => ({ program: options.claudePath ?? null }))
  return {
    model,
    agent,
    ledger,
    home,
    project,
    dataDir,
    open: (session = {}) => new BenchSession({ agent, home, log, cwd: project, ...session }),
    close: async () => {
      await agent.close()
      await model.close()
      await rm(root, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}

type TurnEnded = Extract<AgentOutput, { type: 'turn_ended' }>

interface SessionOptions extends OpenOptions {
  readonly agent: Agent
  readonly home: string
  readonly cwd: string
  readonly log: Log
}

/** One session as the server would hold it. */
export class BenchSession {
  readonly id: SessionId
  readonly transcript: string
  readonly run: AgentRun
  readonly outputs: AgentOutput[] = []
  readonly #decides: DecidesAlone
  #state: SessionState
  #watchers: (() => void)[] = []

  constructor(options: SessionOptions) {
    const { agent, home, cwd, log } = options
    const permissionMode = options.permissionMode ?? 'default'
    const model = options.model ?? null
    this.id = SessionId.parse(options.sessionId ?? randomUUID())
    this.transcript = path.join(home, '.claude', 'projects', encodeProjectFolder(cwd), `${this.id}.jsonl`)
    this.#state = emptyState(this.id, permissionMode)
    const trusted = options.trusted ?? false
    this.#decides = new DecidesAlone({
      loadsFolder: agent.loadsFolder === true,
      cwd,
      trusted,
      permissionMode
    })
    const run = agent.open({
      sessionId: this.id,
      cwd,
      trusted,
      hasPast: async () => existsSync(this.transcript),
      permissionMode,
      model,
      effort: options.effort ?? null,
      emit: (output) => this.#receive(output),
      log
    })
    this.run = this.#decides.watch(run)
  }

  /** What the server's fold holds now, oldest first. */
  get messages(): readonly SessionMessage[] {
    return messagesOf(this.#state)
  }

  /** Sends a prompt; resolves when its turn has ended. */
  async turn(
    text: string,
    attachments: readonly Attachment[] = [],
    resumeAt?: string | null
  ): Promise<TurnEnded> {
    const ended = this.next('turn_ended')
    this.send(text, attachments, resumeAt)
    return await ended
  }

  send(text: string, attachments: readonly Attachment[] = [], resumeAt?: string | null): string {
    const id = randomUUID()
    const images = attachments.map(attachmentBlock)
    this.#fold({
      type: 'message_added',
      message: {
        id,
        role: 'user',
        content: [{ type: 'text', text }, ...images],
        createdAt: new Date().toISOString(),
        isStreaming: false
      }
    })
    this.run.prompt({ id, text, attachments, ...(resumeAt === undefined ? null : { resumeAt }) })
    return id
  }

  /** The next output of this kind from now on. */
  async next<Type extends AgentOutput['type']>(type: Type): Promise<Extract<AgentOutput, { type: Type }>> {
    const isWanted = (output: AgentOutput): output is Extract<AgentOutput, { type: Type }> =>
      output.type === type
    const found = await this.nextWhere(isWanted)
    if (!isWanted(found)) throw new Error(`not a ${type}`)
    return found
  }

  async nextWhere(isWanted: (output: AgentOutput) => boolean): Promise<AgentOutput> {
    let from = this.outputs.length
    for (;;) {
      const found = this.outputs.slice(from).find(isWanted)
      if (found) return found
      from = this.outputs.length
      await new Promise<void>((resolve) => this.#watchers.push(resolve))
    }
  }

  /** Answers every request with `answer` until the turn ends; returns what was asked. */
  answering(answer: Parameters<AgentRun['answer']>[1]): PermissionRequest[] {
    const asked: PermissionRequest[] = []
    this.#onRequest = (request) => {
      asked.push(request)
      this.run.answer(request.id, answer)
    }
    return asked
  }

  #onRequest: ((request: PermissionRequest) => void) | null = null

  #receive(output: AgentOutput): void {
    if (!this.#decides.take(output)) return
    this.outputs.push(output)
    if (output.type === 'message_added' || output.type === 'stream_output') this.#fold(output)
    if (output.type === 'turn_ended') {
      const { outcome, error } = output
      this.#fold({
        type: 'message_complete',
        outcome,
        ...(error ? { error } : null),
        metadata: emptyMetadata
      })
    }
    if (output.type === 'permission_requested') this.#onRequest?.(output.request)
    const watchers = this.#watchers
    this.#watchers = []
    for (const wake of watchers) wake()
  }

  #fold(event: Parameters<typeof evolve>[1]): void {
    this.#state = evolve(this.#state, event)
  }
}

function emptyState(id: SessionId, permissionMode: PermissionMode): SessionState {
  const now = new Date().toISOString()
  const times = { createdAt: now, updatedAt: now }
  return restingState({ ...sampleSession, ...times, id, agent: 'claude', permissionMode, state: 'running' })
}
