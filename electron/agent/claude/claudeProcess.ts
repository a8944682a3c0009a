/**
 * One running Claude Code and the one reader of its output. Owned by `SessionProcess`, which starts it
 * with the first prompt and closes it when the session rests. Control calls never reject: a process
 * that ends answers none of them.
 */
import type {
  CanUseTool,
  EffortLevel,
  HookCallback,
  Options,
  PermissionMode as ClaudeMode,
  Query,
  SDKUserMessage
} from '@anthropic-ai/claude-agent-sdk'
import { messageOf } from '../../../shared/errors.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { ProcessLedger } from '../processLedger.ts'
import { killTree, signalGroup } from '../processTree.ts'
import type { OwnedProcess } from '../processTree.ts'
import type { ProcessExit } from './failures.ts'
import { InputQueue } from './inputQueue.ts'
import { Lifeline } from './processLifeline.ts'
import { runtimeOf, spawnClaude } from './processClaude.ts'
import { untrustedOptions } from './untrusted.ts'

export interface ClaudeProcessOptions {
  readonly sessionId: string
  /** The id the conversation has for Claude Code: another one than the session's since it was cleared. */
  readonly conversationId: string
  /** Go on with the conversation of this id, or begin it. */
  readonly resume: boolean
  /** Whether it knows how to tell of hooks; older ones end at once when they are asked to. */
  readonly tellsHooks: boolean
  /** Go on after this record and forget what came later; null: after the newest. */
  readonly resumeAt: string | null
  readonly cwd: string
  readonly executable: string
  readonly env: Record<string, string>
  /** The value of `PROCESS_MARK` in `env`. */
  readonly mark: string
  readonly permissionMode: ClaudeMode
  readonly model: string | null
  /** Null: what the model begins with. */
  readonly effort: EffortLevel | null
  readonly trusted: boolean
  readonly canUseTool: CanUseTool
  /** Asked before every use of a tool, of those too that Claude Code would not ask about. Absent: nothing is used. */
  readonly beforeToolUse?: HookCallback
  readonly ledger: ProcessLedger
  readonly clock: Clock
  readonly log: Log
  /** Every frame, in order; the next one waits until what comes back is done. */
  readonly onFrame: (raw: unknown) => Promise<void> | undefined
  /** Once, after the last frame. `stderr` is the end of what it wrote there. */
  readonly onEnd: (exit: ProcessExit, stderr: string) => void
}

/** Claude Code ends by itself about two seconds after its input ended, and at once after a signal. */
const CLOSE_LIMIT_MS = 2_500
/** A control call that is not answered must not hold up the next prompt. */
const CONTROL_LIMIT_MS = 5_000
/** After the last frame the exit code follows at once, if it follows. */
const EXIT_LIMIT_MS = 1_000
const STDERR_LIMIT = 4_000

export class ClaudeProcess {
  readonly #options: ClaudeProcessOptions
  readonly #runtime: string | null
  readonly #input = new InputQueue<SDKUserMessage>()
  readonly #query: Query
  readonly #ended: Promise<void>
  #child: (OwnedProcess & { readonly pid: number }) | null = null
  #written: Promise<void> = Promise.resolve()
  #exit: ProcessExit = { code: null, signal: null }
  #markExited: () => void = () => undefined
  readonly #exited = new Promise<void>((resolve) => {
    this.#markExited = resolve
  })
  #stderr = ''
  #lifeline: Lifeline | null = null
  #closing: Promise<void> | null = null

  /**
   * Resolves when the process is on its way and written in the ledger. Rejects when the SDK cannot be
   * loaded, or what runs the program is not there; a program that does not start is told by `onEnd`.
   */
  static async start(options: ClaudeProcessOptions): Promise<ClaudeProcess> {
    const { query } = await import('@anthropic-ai/claude-agent-sdk')
    const runtime = await runtimeOf(options.executable, options.env)
    await options.ledger.announce(options)
    const started = new ClaudeProcess(options, runtime, query)
    await started.#written
    return started
  }

  private constructor(
    options: ClaudeProcessOptions,
    runtime: string | null,
    query: (parameters: { prompt: AsyncIterable<SDKUserMessage>; options: Options }) => Query
  ) {
    this.#options = options
    this.#runtime = runtime
    this.#query = query({ prompt: this.#input, options: this.#sdkOptions() })
    this.#ended = this.#readAll()
  }

  /** Whether it may be switched to `bypassPermissions` while it runs. */
  get canBypassPermissions(): boolean {
    return this.#options.permissionMode === 'bypassPermissions'
  }

  send(message: SDKUserMessage): void {
    this.#input.push(message)
  }

  /** The uuids of prompts that will run all the same. */
  async interrupt(): Promise<readonly string[]> {
    return (await this.#control('interrupt', () => this.#query.interrupt()))?.still_queued ?? []
  }

  /** Whether it was set. */
  async setPermissionMode(mode: ClaudeMode): Promise<boolean> {
    const set = async (): Promise<boolean> => {
      await this.#query.setPermissionMode(mode)
      return true
    }
    return (await this.#control('set the permission mode', set)) ?? false
  }

  async setModel(model: string | null): Promise<void> {
    await this.#control('set the model', () => this.#query.setModel(model ?? undefined))
  }

  /** Whether it was set; null: what the model begins with. Older versions cannot be told while they run. */
  async setEffort(effortLevel: EffortLevel | null): Promise<boolean> {
    const set = async (): Promise<boolean> => {
      await this.#query.applyFlagSettings({ effortLevel })
      return true
    }
    return (await this.#control('set the effort', set)) ?? false
  }

  /** What it says of itself when it has started; not parsed. Rejects when it does not say so in time. */
  async initialization(limitMs: number): Promise<unknown> {
    const answer = await this.#within(this.#query.initializationResult(), limitMs)
    if (answer === null) throw new Error('Claude Code did not say what it has.')
    return answer
  }

  /** Ends the process and whatever it started, when it is at rest. Idempotent; resolves when nothing of it lives. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  /**
   * Ends it in the middle of its work. Not by the end of its input: to what it waits for it would take that as a
   * refusal, tell the model so, and write down an answer that nobody saw. Told by a signal it writes down what it has
   * and goes.
   */
  terminate(): Promise<void> {
    this.#closing ??= this.#end(async () => {
      await this.#written
      if (this.#child !== null) signalGroup(this.#child.pid, 'SIGTERM')
      await this.#within(this.#exited, CLOSE_LIMIT_MS)
    })
    return this.#closing
  }

  /** Ends it at once: it does not answer any more. */
  kill(): Promise<void> {
    this.#closing ??= this.#end(() => Promise.resolve())
    return this.#closing
  }

  async #close(): Promise<void> {
    this.#input.end()
    this.#query.close()
    const inTime = await this.#within(this.#exited, CLOSE_LIMIT_MS)
    if (inTime === null) await this.#killAll()
    await this.#ended
  }

  /** The SDK lets go of it last: that ends its input. */
  async #end(ask: () => Promise<void>): Promise<void> {
    await ask()
    await this.#killAll()
    this.#input.end()
    this.#query.close()
    await this.#ended
  }

  #sdkOptions(): Options {
    const { conversationId, resume, resumeAt, cwd, executable, env, permissionMode, model } = this.#options
    const { effort, trusted, canUseTool, beforeToolUse, tellsHooks } = this.#options
    const wary = trusted ? null : untrustedOptions()
    const ownHooks = beforeToolUse === undefined ? [] : [{ hooks: [beforeToolUse] }]
    return {
      ...(resume ? { resume: conversationId } : { sessionId: conversationId }),
      ...(resume && resumeAt !== null ? { resumeSessionAt: resumeAt } : null),
      cwd,
      env,
      pathToClaudeCodeExecutable: executable,
      permissionMode,
      ...(permissionMode === 'bypassPermissions' ? { allowDangerouslySkipPermissions: true } : null),
      ...(model === null ? null : { model }),
      ...(effort === null ? null : { effort }),
      ...(trusted ? { settingSources: ['user', 'project', 'local'] } : wary),
      systemPrompt: { type: 'preset', preset: 'claude_code' },
      includePartialMessages: true,
      includeHookEvents: tellsHooks,
      forwardSubagentText: true,
      canUseTool,
      hooks: { PreToolUse: ownHooks },
      // Else a model decides what runs unasked while a plan is made.
      settings: { ...wary?.settings, useAutoModeDuringPlan: false },
      spawnClaudeCodeProcess: (spawn) => {
        const child = spawnClaude(spawn, this.#runtime)
        child.stderr.on('data', (chunk: Buffer) => {
          this.#stderr = (this.#stderr + chunk.toString('utf8')).slice(-STDERR_LIMIT)
        })
        child.once('exit', (code, signal) => {
          this.#exit = { code, signal }
          this.#lifeline?.release() // Its id may be given to another process.
          this.#markExited()
        })
        child.once('error', () => this.#markExited())
        if (child.pid !== undefined) {
          this.#lifeline = new Lifeline(child.pid, child.stdin)
          this.#written = this.#writeDown(child.pid)
        }
        return child
      }
    }
  }

  async #writeDown(pid: number): Promise<void> {
    const { ledger, mark, sessionId } = this.#options
    const entry = await ledger.add({ pid, mark, sessionId })
    this.#child = { pid, identity: entry?.identity ?? null, mark }
  }

  /** The one reader. It never leaves the loop by itself: that would end the process. */
  async #readAll(): Promise<void> {
    const { log, sessionId, onEnd, ledger, mark } = this.#options
    let thrown = ''
    try {
      for await (const frame of this.#query) await this.#hand(frame)
    } catch (error) {
      // Expected after an error result and when the process dies; the exit below says which.
      log.debug({ session: sessionId, error: messageOf(error) }, 'Claude Code ended with an error')
      thrown = messageOf(error)
    }
    await this.#written
    const exited = this.#child === null ? true : await this.#within(this.#exited, EXIT_LIMIT_MS)
    // A process that was killed leaves its shells alive; one that ended by itself has ended them.
    if (exited === null || this.#exit.signal !== null) await this.#killAll()
    await ledger.remove(mark)
    // Without a process there is no exit code, and only the error says why.
    onEnd(this.#exit, this.#child === null ? thrown : this.#stderr)
  }

  /** What goes wrong with one frame must not end the process. */
  async #hand(frame: unknown): Promise<void> {
    const { log, sessionId, onFrame } = this.#options
    try {
      await onFrame(frame)
    } catch (error) {
      log.error({ session: sessionId, error: messageOf(error) }, 'a frame of Claude Code was not understood')
    }
  }

  async #killAll(): Promise<void> {
    await this.#written
    const { log, sessionId } = this.#options
    if (!this.#child) return
    try {
      const count = await killTree(this.#child)
      if (count > 0) log.info({ session: sessionId, count }, 'ended processes Claude Code left running')
    } catch (error) {
      log.error(
        { session: sessionId, error: messageOf(error) },
        'processes of Claude Code could not be ended'
      )
    }
  }

  async #control<Answer>(what: string, call: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await this.#within(call(), CONTROL_LIMIT_MS)
    } catch (error) {
      this.#options.log.warn(
        { session: this.#options.sessionId, error: messageOf(error) },
        `Claude Code could not ${what}`
      )
      return null
    }
  }

  /** What `work` gives, or null when it takes longer. */
  async #within<Result>(work: Promise<Result>, ms: number): Promise<Result | null> {
    const { clock } = this.#options
    return await new Promise<Result | null>((resolve, reject) => {
      const limit = clock.setTimeout(() => resolve(null), ms)
      const finish = (settle: () => void): void => {
        limit.cancel()
        settle()
      }
      work.then(
        (result) => finish(() => resolve(result)),
        (error: unknown) => finish(() => reject(error))
      )
    })
  }
}
