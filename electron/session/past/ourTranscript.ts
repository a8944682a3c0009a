/**
 * What is to be written into a transcript Skein keeps itself, and how far that has come: messages wait here
 * until the disk takes them, in their order. Owned by `PastWriting`.
 */
import type { SessionMessage } from '../../../shared/session.ts'
import { AppendFailed } from '../../transcript/write/append.ts'
import type { TranscriptWriter, Unwritten } from '../../transcript/write/append.ts'
import { isEmptyAnswer } from '../../transcript/record/record.ts'

export interface OurTranscriptOptions {
  /** Opens the file where the session goes on. */
  readonly open: () => Promise<TranscriptWriter>
  /** Called when the file ended with a line that was cut off, and none that waits here is that line. */
  readonly onTorn: () => void
}

export class OurTranscript {
  readonly #options: OurTranscriptOptions
  #waiting: readonly Unwritten[] = []
  #writer: TranscriptWriter | null = null
  #writing: Promise<void> = Promise.resolve()

  constructor(options: OurTranscriptOptions) {
    this.#options = options
  }

  /** Whole, oldest first. */
  get unsaved(): SessionMessage[] {
    return this.#waiting.map(({ message }) => message)
  }

  /** An answer without a word is nothing to keep: it would be counted and never shown. */
  add(messages: readonly SessionMessage[]): void {
    const parts = messages.map((message) => ({ message, lines: 0 }))
    this.#waiting = [...this.#waiting, ...parts.filter(({ message }) => !isEmptyAnswer(message))]
  }

  /** What was said before all that waits. */
  addFirst(parts: readonly Unwritten[]): void {
    this.#waiting = [...parts, ...this.#waiting]
  }

  /** Writes all that waits. Rejects with what the file system says; what it did not take waits on. */
  write(): Promise<void> {
    const written = this.#writing.then(() => this.#writeWaiting())
    this.#writing = written.catch(() => undefined) // The caller is told.
    return written
  }

  /** The session goes on from elsewhere. */
  reopen(): void {
    this.#writer = null
  }

  async #writeWaiting(): Promise<void> {
    const batch = this.#waiting
    if (batch.length === 0) return
    try {
      const writer = (this.#writer ??= await this.#open(batch))
      await writer.appendRest(batch)
      this.#waiting = this.#waiting.slice(batch.length)
    } catch (error) {
      // The folder may come back as another one: where the file ends is read anew.
      this.#writer = null
      if (error instanceof AppendFailed) this.#waiting = [...error.rest, ...this.#waiting.slice(batch.length)]
      throw error
    }
  }

  async #open(batch: readonly Unwritten[]): Promise<TranscriptWriter> {
    const writer = await this.#options.open()
    if (writer.torn !== null && !writer.tornIsBeginningOf(batch)) this.#options.onTorn()
    return writer
  }
}
