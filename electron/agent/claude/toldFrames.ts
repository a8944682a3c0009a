/**
 * Which frame of the running turn said what, so that the CLI may take it back: after a refusal, or a tool call that
 * cannot be read, it drops what was said from its transcript and names the frames. What is left of a message without
 * anything in it is an answer without a word, which nobody draws, keeps or counts. Owned by `LiveTranscript`.
 */
import type { ContentBlock, SessionMessage } from '../../../shared/session.ts'

export interface OpenBlock {
  block: ContentBlock
  /** Its index in the stream, null when it did not come by stream. */
  readonly streamIndex: number | null
  /** Between its start and its stop. */
  isOpen: boolean
  /** Claude Code said the whole block: it is or will be in the transcript. */
  isConfirmed: boolean
  /** The frame that said it whole. */
  frame: string | null
}

/** The newest answer of one thread, as far as it is told. */
export interface OpenMessage {
  readonly head: Omit<SessionMessage, 'content' | 'isStreaming'>
  readonly blocks: OpenBlock[]
}

export class ToldFrames {
  #answers = new Set<OpenMessage>()
  /** What is no answer, by its frame: only what names it. */
  readonly #others = new Map<string, Omit<SessionMessage, 'content' | 'isStreaming'>>()

  noteAnswer(answer: OpenMessage): void {
    this.#answers.add(answer)
  }

  note(frame: string | undefined, { id, role, createdAt, parentToolUseId }: SessionMessage): void {
    if (frame === undefined) return
    const thread = parentToolUseId === undefined ? null : { parentToolUseId }
    this.#others.set(frame, { id, role, createdAt, ...thread })
  }

  /** The messages these frames belong to, without what they said. Frames that nobody knows took part in nothing. */
  takeBack(frames: readonly string[]): SessionMessage[] {
    if (frames.length === 0) return []
    const gone = new Set(frames)
    const left: SessionMessage[] = []
    for (const { head, blocks } of this.#answers) {
      if (!blocks.some(({ frame }) => frame !== null && gone.has(frame))) continue
      const kept = blocks.filter(
        ({ frame, isConfirmed }) => isConfirmed && !(frame !== null && gone.has(frame))
      )
      blocks.splice(0, blocks.length, ...kept)
      left.push({ ...head, content: kept.map(({ block }) => block), isStreaming: false })
    }
    for (const frame of gone) {
      const head = this.#others.get(frame)
      this.#others.delete(frame)
      // As a person's it would be a prompt.
      if (head !== undefined) left.push({ ...head, role: 'assistant', content: [], isStreaming: false })
    }
    return left
  }

  endTurn(): void {
    this.#answers = new Set([...this.#answers].filter(({ head }) => head.parentToolUseId !== undefined))
    for (const [frame, { parentToolUseId }] of this.#others) {
      if (parentToolUseId === undefined) this.#others.delete(frame)
    }
  }
}
