/**
 * One process of the CLI as far as it was heard: its frames in their order, and between them what stands in its
 * transcripts alone. Gives each frame to `ClaudeRun` when what comes before it has been told. A new one for each process.
 */
import { randomUUID } from 'node:crypto'
import { messageOf } from '../../../shared/errors.ts'
import type { PermissionMode } from '../../../shared/session.ts'
import type { AgentOutput, AgentTask } from '../port.ts'
import { ConversationTrace } from './conversationTrace.ts'
import { EndedWorkflows } from './endedWorkflows.ts'
import { frameKinds, kindOf } from './frameKinds.ts'
import { readFrame } from './frames.ts'
import type { Frame } from './frames.ts'
import { HookRecords } from './hookRecords.ts'
import type { HookRecord } from './hookRecords.ts'
import { LiveTranscript } from './liveTranscript.ts'
import { newProcessState } from './news.ts'
import type { ProcessState } from './news.ts'
import type { ClaudeParts } from './startClaude.ts'
import { SubagentPrompts } from './subagentPrompts.ts'
import { ToldOrder } from './toldOrder.ts'
import { claudeHome, locateClaudeTranscript } from './transcript/locate.ts'
import { indexSubagents } from './transcript/subagentFiles.ts'
import { promptProgress } from './turn.ts'
import type { Turn } from './turn.ts'

export interface HeardProcessOptions {
  readonly task: AgentTask
  readonly parts: Pick<ClaudeParts, 'clock' | 'env' | 'loginShell'>
  readonly startedMode: PermissionMode
  readonly tellsHooks: boolean
  /** The turn that runs now. */
  readonly turn: () => Turn | null
  /** Another process has taken its place: nothing more is told. */
  readonly isOver: () => boolean
  readonly emit: (output: AgentOutput) => void
  readonly take: (frame: Frame) => void
}

export class HeardProcess {
  readonly state: ProcessState
  readonly #options: HeardProcessOptions
  readonly #transcript: LiveTranscript
  readonly #told = new ToldOrder()
  readonly #hooks: HookRecords
  readonly #conversation: ConversationTrace
  readonly #workflows: EndedWorkflows
  readonly #prompts: SubagentPrompts

  constructor(options: HeardProcessOptions) {
    const { task, parts, tellsHooks, emit } = options
    const { clock } = parts
    this.#options = options
    this.state = newProcessState(options.startedMode)
    this.#conversation = new ConversationTrace(task.conversation?.() ?? task.sessionId)
    const locate = (): Promise<string | null> => this.#locate()
    const locateSubagents = async (): Promise<ReadonlyMap<string, string>> => {
      const file = await locate()
      return file === null ? new Map() : (await indexSubagents(file)).files
    }
    this.#transcript = new LiveTranscript({ now: () => clock.now(), newId: () => randomUUID() })
    this.#hooks = new HookRecords({ clock, tellsHooks, locate, locateSubagents })
    this.#prompts = new SubagentPrompts({ clock, locateSubagents })
    this.#workflows = new EndedWorkflows({
      locate,
      tell: (message) => emit({ type: 'message_added', message }),
      log: task.log
    })
  }

  /** Before the process starts: what its transcript holds now was said before. Never rejects. */
  async listen(): Promise<void> {
    try {
      await this.#hooks.begin()
    } catch (error) {
      // The program says itself what is wrong with its files; here only what its hooks say would be missed.
      this.#warn(error, 'the transcript cannot be listened to')
    }
  }

  /** A prompt with this id is or will be sent. */
  notePrompt(id: string): void {
    this.#told.notePrompt(id)
  }

  /** See `LiveTranscript.toolInput`. */
  toolInput(toolUseId: string): unknown {
    return this.#transcript.toolInput(toolUseId)
  }

  endTurn(): void {
    this.#transcript.endTurn()
  }

  /** A workflow that this use of a tool started has ended. */
  readWorkflow(toolUseId: string): Promise<void> {
    return this.#workflows.read(toolUseId)
  }

  readWorkflowsAgain(): Promise<void> {
    return this.#workflows.readAgain()
  }

  /** What a frame that was given to `take` says in the transcript. */
  *messagesOf(frame: Frame): Generator<AgentOutput> {
    for (const output of this.#transcript.read(frame)) {
      if (output.type === 'message_added') this.#told.note(output.message)
      yield output
    }
  }

  /** Takes what the process said; resolves when it is taken, and nothing else is read before. */
  read(raw: unknown): Promise<void> | undefined {
    const { parts, emit, turn: runningTurn, take } = this.#options
    const frame = readFrame(raw)
    if (!frame) {
      this.#noticeUnknown(raw)
      return undefined
    }
    const change = this.#conversation.read(frame, raw, parts.clock.now())
    if (change !== null) {
      this.#hooks.beginAnew()
      emit({ type: 'conversation_changed', change })
    }
    const turn = runningTurn()
    if (turn?.promptId && promptProgress(turn, frame) === 'started') this.#hooks.notePrompt(turn.promptId)
    const unasked = this.#prompts.missingBefore(frame)
    const awaited = this.#hooks.awaitedBefore(frame)
    if (unasked !== null || awaited !== null) return this.#takeBehind(frame, unasked, awaited)
    take(frame)
    return undefined
  }

  /** What stands in the transcripts alone is told before the frame that comes behind it. */
  async #takeBehind(
    frame: Frame,
    unasked: string | null,
    awaited: Parameters<HookRecords['upTo']>[0] | null
  ): Promise<void> {
    const { isOver, take } = this.#options
    try {
      const prompt = unasked === null ? null : await this.#prompts.read(unasked)
      const hooks = awaited === null ? [] : await this.#hooks.upTo(awaited)
      const asked = { record: prompt ?? {}, parentToolUseId: unasked, following: () => [] }
      for (const written of prompt === null ? hooks : [asked, ...hooks]) {
        if (isOver()) return
        this.#tellWritten(written)
      }
    } catch (error) {
      this.#warn(error, 'what stands in a transcript alone could not be read')
    }
    if (!isOver()) take(frame)
  }

  /** What no frame tells, in front of what was told already and stands behind it. */
  #tellWritten({ record, parentToolUseId, following }: HookRecord): void {
    const { emit } = this.#options
    const turn = this.#options.turn()
    // Its record comes behind all there are; so it does behind the results of tools that died, whatever its id.
    const isWaiting = turn?.phase !== 'running' && this.state.tellsLifecycle
    for (const output of this.#transcript.readWritten(record, parentToolUseId)) {
      if (output.type !== 'message_added' || parentToolUseId !== null) {
        emit(output)
        continue
      }
      const waiting = isWaiting || record['type'] === 'user' ? (turn?.promptId ?? null) : null
      const before = this.#told.placeOf(output.message, following(), waiting)
      this.#told.note(output.message, before)
      emit({ ...output, before })
    }
  }

  /** A newer Claude Code may say what this version cannot hear. */
  #noticeUnknown(raw: unknown): void {
    const kind = kindOf(raw)
    if (kind !== null && kind in frameKinds) return
    const { log, sessionId } = this.#options.task
    log.debug({ session: sessionId, kind }, 'Claude Code said something of an unknown kind')
  }

  /** The transcript of the conversation it goes on in; null while there is none. */
  async #locate(): Promise<string | null> {
    const { task, parts } = this.#options
    const home = claudeHome({ ...(await parts.loginShell()), ...parts.env })
    return locateClaudeTranscript({ home, cwd: task.cwd, sessionId: this.#conversation.id })
  }

  #warn(error: unknown, what: string): void {
    const { log, sessionId } = this.#options.task
    log.warn({ session: sessionId, error: messageOf(error) }, what)
  }
}
