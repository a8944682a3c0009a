/**
 * Frames of a running turn as messages, with the ids, order and blocks the transcript reader finds
 * in the JSONL later: what is no stream event goes through the reader's own `readRecord`. Does no
 * I/O; one per process of the CLI, called by `HeardProcess` with every frame in order.
 */
import type { SessionMessage } from '../../../shared/session.ts'
import { unreachable } from '../../../shared/errors.ts'
import type { Fields } from '../../transcript/record/fields.ts'
import { unrepeated } from '../../transcript/record/hookNotices.ts'
import { readClaudeRecord as readRecord } from './transcript/claudeRecord.ts'
import { toolUsesOf } from '../../transcript/record/pieces.ts'
import type { Place } from '../../transcript/record/pieces.ts'
import { taskNoticeId } from './transcript/taskNotice.ts'
import type { AgentOutput } from '../port.ts'
import { BackgroundTasks } from './backgroundTasks.ts'
import type {
  AssistantFrame,
  Frame,
  ModelChangeFrame,
  StreamFrame,
  SystemFrame,
  TaskEndFrame,
  UserFrame
} from './frames.ts'
import { markedOutput } from './markedOutput.ts'
import { sideNoticeOf } from './sideNotices.ts'
import { confirm, isEmpty, keepBlank, spoken, streamInto } from './streamedAnswer.ts'
import { ToldFrames } from './toldFrames.ts'
import type { OpenMessage } from './toldFrames.ts'

export interface LiveTranscriptPorts {
  readonly now: () => Date
  /** For records that carry no id. */
  readonly newId: () => string
}

export class LiveTranscript {
  readonly #ports: LiveTranscriptPorts
  /** By the tool use that started the thread; '' is the main thread. */
  readonly #threads = new Map<string, OpenMessage>()
  /** What each frame of the turn has said: it may be taken back. */
  readonly #said = new ToldFrames()
  /** The frame that told of another model, while a later one may take its place. */
  #provisional: string | null = null
  #boundary: SessionMessage | null = null
  /** What hooks have said since the last message of somebody else. */
  readonly #hookWords = new Set<string>()
  /** Notices that were told: the CLI repeats them. */
  readonly #noticed = new Set<string>()
  /** Tool uses that have their result: what goes on of them runs in the background. */
  readonly #answered = new Set<string>()
  readonly #tasks = new BackgroundTasks()

  constructor(ports: LiveTranscriptPorts) {
    this.#ports = ports
  }

  read(frame: Frame): AgentOutput[] {
    const outputs = this.#readFrame(frame)
    const isOfHook = frame.type === 'system' && frame.subtype === 'informational'
    if (outputs.length > 0 && !isOfHook) this.#hookWords.clear()
    return outputs.map(markedOutput)
  }

  /** What no frame tells whole, from the record the CLI wrote of it; in the transcript of which subagent, if it was one's. */
  readWritten(record: Fields, parentToolUseId: string | null = null): AgentOutput[] {
    return this.#readWritten(record, parentToolUseId).map(markedOutput)
  }

  #readWritten(record: Fields, parentToolUseId: string | null): AgentOutput[] {
    const piece = readRecord(record, this.#place(parentToolUseId ?? ''))
    if (piece === null) return []
    const { answered } = toolUsesOf(piece.message.content)
    if (parentToolUseId === null && answered.some((id) => this.#answered.has(id))) return []
    for (const id of answered) this.#answered.add(id)
    const message = parentToolUseId === null ? unrepeated(piece.message, this.#hookWords) : piece.message
    return message === null ? [] : [{ type: 'message_added', message }]
  }

  #readFrame(frame: Frame): AgentOutput[] {
    switch (frame.type) {
      case 'stream_event':
        return this.#readStream(frame)
      case 'assistant':
        return this.#readAssistant(frame)
      case 'user':
        return this.#readUser(frame)
      case 'system':
        return this.#readSystem(frame)
      case 'rate_limit_event':
      case 'auth_status':
        return this.#readSideNotice(frame)
      case 'result':
      case 'command_lifecycle':
      case 'conversation_reset':
        return []
      default:
        return unreachable(frame)
    }
  }

  /**
   * The turn is over: what was not finished stays as it was read. Subagents may go on in the
   * background, so their threads stay open.
   */
  endTurn(): void {
    this.#threads.delete('')
    this.#said.endTurn()
    this.#provisional = null
    this.#boundary = null
  }

  /** What the model asked of a tool in its newest answer; undefined when that is not known. */
  toolInput(toolUseId: string): unknown {
    for (const { blocks } of this.#threads.values()) {
      for (const { block } of blocks) {
        if (block.type === 'tool_use' && block.id === toolUseId) return block.input
      }
    }
    return undefined
  }

  #readStream(frame: StreamFrame): AgentOutput[] {
    const parent = frame.parent_tool_use_id ?? ''
    const { event } = frame
    if (event.type === 'message_start') return this.#begin(parent, event.message)
    const open = this.#threads.get(parent)
    if (!open) return []
    if (event.type !== 'message_stop') return streamInto(open, event)
    if (frame.abandoned_blocks === undefined) keepBlank(open)
    return []
  }

  #begin(parent: string, api: { readonly id: string; readonly model?: string | undefined }): AgentOutput[] {
    const abandoned = this.#abandon(parent)
    const open: OpenMessage = {
      head: {
        id: api.id,
        role: 'assistant',
        createdAt: this.#now(),
        ...(parent === '' ? null : { parentToolUseId: parent }),
        ...(api.model === undefined ? null : { model: api.model })
      },
      blocks: []
    }
    this.#open(parent, open)
    return [
      ...abandoned,
      { type: 'message_added', message: { ...open.head, content: [], isStreaming: true } }
    ]
  }

  #open(parent: string, open: OpenMessage): void {
    this.#threads.set(parent, open)
    this.#said.noteAnswer(open)
  }

  #takeBack(frames: readonly string[] | undefined): AgentOutput[] {
    return this.#said
      .takeBack(frames ?? [])
      .map((message): AgentOutput => ({ type: 'message_added', message }))
  }

  /**
   * The connection broke in the middle of an answer and the model begins anew: what was streamed
   * but never confirmed is not in the transcript and will be said again.
   */
  #abandon(parent: string): AgentOutput[] {
    const open = this.#threads.get(parent)
    if (!open) return []
    const kept = open.blocks.filter(({ block, isConfirmed }) => isConfirmed || isEmpty(block))
    if (kept.length === open.blocks.length) return []
    const content = kept.map(({ block }) => block)
    return [{ type: 'message_added', message: { ...open.head, content, isStreaming: false } }]
  }

  #readAssistant(frame: AssistantFrame): AgentOutput[] {
    return [...this.#takeBack(frame.supersedes), ...this.#readSaid(frame)]
  }

  #readSaid(frame: AssistantFrame): AgentOutput[] {
    const parent = frame.parent_tool_use_id ?? ''
    const record =
      frame.local_command_source === undefined
        ? {
            ...this.#recordOf(frame),
            error: frame.error,
            isApiErrorMessage: frame.is_api_error_message
          }
        : {
            ...this.#recordOf(frame),
            type: 'system',
            subtype: 'local_command',
            content: frame.local_command_source
          }
    const piece = readRecord(record, this.#place(parent))
    if (!piece) return []
    if (piece.kind !== 'answer') return [{ type: 'message_added', message: piece.message }]
    const open = this.#threads.get(parent)
    const uuid = frame.uuid ?? null
    if (open?.head.id === piece.message.id) return confirm(open, piece.message.content, uuid)
    const { content, isStreaming: _whole, ...head } = piece.message
    const blocks = content.map((block) => ({ ...spoken, block, frame: uuid }))
    this.#open(parent, { head, blocks })
    return [{ type: 'message_added', message: { ...head, content, isStreaming: true } }]
  }

  #readUser(frame: UserFrame): AgentOutput[] {
    const parent = frame.parent_tool_use_id ?? ''
    const boundary = this.#boundary
    const isSummary = frame.isSynthetic === true && boundary !== null && parent === ''
    const retractedMessageUuids = frame.retracted_message_uuids
    const isMeta = frame.isSynthetic === true && !isSummary
    const record = { ...this.#recordOf(frame), isMeta, retractedMessageUuids }
    const gone = this.#takeBack(retractedMessageUuids)
    const piece = readRecord(isSummary ? { ...record, isCompactSummary: true } : record, this.#place(parent))
    if (!piece) return gone
    if (!isSummary) {
      const { answered } = toolUsesOf(piece.message.content)
      for (const id of answered) this.#answered.add(id)
      if (answered.length > 0) this.#said.note(frame.uuid, piece.message)
      return [...gone, { type: 'message_added', message: piece.message }]
    }
    this.#boundary = null
    const content = [...boundary.content, ...piece.message.content]
    return [{ type: 'message_added', message: { ...boundary, content } }]
  }

  #readBoundary(uuid: string | undefined, timestamp: string | undefined): AgentOutput[] {
    const record = { ...this.#recordOf({ type: 'system', uuid, timestamp }), subtype: 'compact_boundary' }
    const piece = readRecord(record, this.#place(''))
    if (!piece) return []
    this.#boundary = piece.message
    return [{ type: 'message_added', message: piece.message }]
  }

  #readSystem(frame: SystemFrame): AgentOutput[] {
    switch (frame.subtype) {
      case 'compact_boundary':
        return this.#readBoundary(frame.uuid, frame.timestamp)
      case 'informational': {
        const { content, uuid } = frame
        const record = { ...this.#recordOf({ type: 'system', uuid }), subtype: 'informational', content }
        return this.#readWritten(record, null)
      }
      case 'local_command_output': {
        const content = `<local-command-stdout>${frame.content}</local-command-stdout>`
        const record = { ...this.#recordOf({ type: 'system', uuid: frame.uuid }), subtype: 'local_command' }
        const piece = readRecord({ ...record, content }, this.#place(''))
        return piece === null ? [] : [{ type: 'message_added', message: piece.message }]
      }
      case 'model_refusal_fallback':
      case 'model_refusal_no_fallback':
      case 'model_fallback':
        return this.#readModelChange(frame)
      case 'background_tasks_changed':
        this.#tasks.note(frame.tasks)
        return []
      case 'task_notification':
        return this.#readTaskEnd(frame)
      default:
        return this.#readSideNotice(frame)
    }
  }

  /** What was said is taken back first: the notice speaks of it. */
  #readModelChange(frame: ModelChangeFrame): AgentOutput[] {
    const { uuid, subtype, content, original_model: originalModel, fallback_model: fallbackModel } = frame
    const retractedMessageUuids = frame.retracted_message_uuids
    const told = { ...this.#recordOf({ type: 'system', uuid }), subtype, content }
    const record = { ...told, originalModel, fallbackModel, retractedMessageUuids }
    const gone = this.#takeBack([
      ...(retractedMessageUuids ?? []),
      ...(this.#provisional === null ? [] : [this.#provisional])
    ])
    this.#provisional = null
    const piece = readRecord(record, this.#place(''))
    if (piece === null) return gone
    if (frame.provisional !== undefined && uuid !== undefined) {
      this.#said.note(uuid, piece.message)
      this.#provisional = uuid
    }
    return [...gone, { type: 'message_added', message: piece.message }]
  }

  #readSideNotice(frame: Frame): AgentOutput[] {
    const notice = sideNoticeOf(frame)
    if (notice === null || this.#noticed.has(notice.text)) return []
    this.#noticed.add(notice.text)
    const message: SessionMessage = {
      id: notice.uuid ?? this.#ports.newId(),
      role: 'system',
      content: [{ type: 'text', text: notice.text }],
      createdAt: this.#now(),
      isStreaming: false,
      notice: 'info',
      ...(notice.facts === null ? null : { facts: notice.facts }),
      ...(notice.told && { told: notice.told })
    }
    return [{ type: 'message_added', message }]
  }

  /** Told as it ends; the transcript has it where the agent is told. What is waited for is told by its result. */
  #readTaskEnd(frame: TaskEndFrame): AgentOutput[] {
    const { task_id: taskId, tool_use_id: toolUseId } = frame
    const text = this.#tasks.endWords(frame)
    const isWaitedFor = toolUseId !== undefined && !this.#answered.has(toolUseId)
    if (text === '' || isWaitedFor) return []
    const message: SessionMessage = {
      id: taskNoticeId(taskId, frame.run_id ?? text),
      role: 'system',
      content: [{ type: 'text', text }],
      createdAt: this.#now(),
      isStreaming: false,
      notice: 'info'
    }
    return [{ type: 'message_added', message }]
  }

  #recordOf(frame: {
    readonly type: string
    readonly uuid?: string | undefined
    readonly timestamp?: string | undefined
    readonly message?: unknown
    readonly origin?: unknown
  }): Record<string, unknown> {
    const { type, uuid, timestamp, message, origin } = frame
    return { type, uuid: uuid ?? this.#ports.newId(), timestamp, message, origin }
  }

  #place(parent: string): Place {
    return { offset: 0, fallbackTime: this.#now(), parentToolUseId: parent === '' ? null : parent }
  }

  #now(): string {
    return this.#ports.now().toISOString()
  }
}
