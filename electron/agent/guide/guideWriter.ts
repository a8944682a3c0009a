/**
 * How the guide's turn is told: answers that stream word by word, tool uses, their results. Holds
 * the one message that is being written. One per turn, owned by `GuideRun`.
 */
import type { SessionMessage } from '../../../shared/session.ts'
import type { ToolEnding } from '../../../shared/tool.ts'
import { ourWords } from '../../ourFailure.ts'
import type { Clock } from '../../clock.ts'
import type { AgentOutput } from '../port.ts'
import { pause } from './pause.ts'
import { guideSays, guideTools } from './guideTools.ts'
import type { ToolCall } from './toolCall.ts'

/** Some 200 words a second: quick enough not to bore, slow enough to see it grow and to stop it. */
const wordMs = 4

export interface WriterPorts {
  readonly emit: (output: AgentOutput) => void
  readonly clock: Clock
  readonly newId: () => string
  readonly signal: AbortSignal
}

export class GuideWriter {
  readonly #ports: WriterPorts
  /** The answer that streams now and how many blocks it has. */
  #answer: { readonly id: string; blocks: number } | null = null
  /** The tool use that has no result yet, and the block it stands in. */
  #use: { readonly id: string; readonly messageId: string; readonly index: number } | null = null
  /** The message in which the result of that tool use grows. */
  #growing: string | null = null

  constructor(ports: WriterPorts) {
    this.#ports = ports
  }

  /** Streams a text block. Rejects when the turn is stopped; what was said by then stands. */
  async say(text: string): Promise<void> {
    const { emit, clock, signal } = this.#ports
    const { messageId, index } = this.#nextBlock()
    const [first = '', ...rest] = piecesOf(text)
    emit({ type: 'stream_output', messageId, index, block: { type: 'text', text: first } })
    for (const append of rest) {
      await pause(clock, wordMs, signal)
      emit({ type: 'stream_output', messageId, index, append })
    }
    // The last word too stands for a moment before what comes next.
    await pause(clock, wordMs, signal)
  }

  /** Streams a thinking block, as `say` does with text. */
  async think(text: string): Promise<void> {
    const { emit, clock, signal } = this.#ports
    const { messageId, index } = this.#nextBlock()
    const [first = '', ...rest] = piecesOf(text)
    emit({ type: 'stream_output', messageId, index, block: { type: 'thinking', thinking: first } })
    for (const append of rest) {
      await pause(clock, wordMs, signal)
      emit({ type: 'stream_output', messageId, index, append })
    }
  }

  /** A whole message of the agent that was given a task: it stands inside the call that sent it. */
  fromSubagent(toolUseId: string, role: 'user' | 'assistant', content: SessionMessage['content']): void {
    this.#add({ role, id: this.#ports.newId(), content, isStreaming: false, parentToolUseId: toolUseId })
  }

  /** Answers with the id of the tool use. */
  use({ name, input }: { readonly name: string; readonly input: unknown }): string {
    const { messageId, index } = this.#nextBlock()
    const id = `toolu_${this.#ports.newId()}`
    this.#use = { id, messageId, index }
    this.#ports.emit({
      type: 'stream_output',
      messageId,
      index,
      block: { type: 'tool_use', id, name, input, ...guideTools.factsOf(name) }
    })
    return id
  }

  /** The person changed the input before they allowed it: the transcript shows what really runs. */
  changeUse({ name, input }: ToolCall): void {
    if (this.#use === null) return
    const { id, messageId, index } = this.#use
    this.#ports.emit({
      type: 'stream_output',
      messageId,
      index,
      block: { type: 'tool_use', id, name, input, ...guideTools.factsOf(name) }
    })
  }

  /**
   * What the open tool use has brought so far, in the place where its result will stand; ends the answer it
   * was in. Told as a message that streams: it is no result before that ends.
   */
  progress(content: string): void {
    if (this.#use === null) return
    const block = { type: 'tool_result', tool_use_id: this.#use.id, content, is_error: false } as const
    if (this.#growing !== null) {
      this.#ports.emit({ type: 'stream_output', messageId: this.#growing, index: 0, block })
      return
    }
    this.#answer = null
    this.#growing = this.#ports.newId()
    this.#add({ role: 'user', id: this.#growing, content: [block], isStreaming: true })
  }

  /** The result of the open tool use; ends the answer it was in. Without one it does nothing. `ending`: of one that is an error. */
  result(content: string, isError: boolean, ending?: ToolEnding): void {
    if (this.#use === null) return
    const { id } = this.#use
    const messageId = this.#growing ?? this.#ports.newId()
    this.#use = null
    this.#growing = null
    this.#answer = null
    this.#add({
      role: 'user',
      id: messageId,
      content: [
        { type: 'tool_result', tool_use_id: id, content, is_error: isError, ...(ending && { ending }) }
      ],
      isStreaming: false
    })
  }

  /** Says that the turn was stopped, in nobody's name. */
  interrupted(): void {
    this.result(guideSays.stopped, true, { kind: 'stopped' })
    this.#answer = null
    const { text, told } = ourWords('turn_stopped')
    this.#add({
      role: 'system',
      notice: 'interrupted',
      id: this.#ports.newId(),
      content: [{ type: 'text', text }],
      told,
      isStreaming: false
    })
  }

  #nextBlock(): { messageId: string; index: number } {
    if (this.#answer === null) {
      this.#answer = { id: `msg_guide_${this.#ports.newId()}`, blocks: 0 }
      this.#add({ role: 'assistant', id: this.#answer.id, content: [], isStreaming: true })
    }
    return { messageId: this.#answer.id, index: this.#answer.blocks++ }
  }

  #add(message: Omit<SessionMessage, 'createdAt'>): void {
    const createdAt = this.#ports.clock.now().toISOString()
    this.#ports.emit({ type: 'message_added', message: { ...message, createdAt } })
  }
}

/** Words with the space after them: together exactly the text. */
function piecesOf(text: string): string[] {
  return text.match(/\s*\S+\s*/g) ?? [text]
}
