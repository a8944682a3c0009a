/**
 * The transcript of a session that Skein keeps itself, as a file: where it lies, and how it is opened and rewritten. What
 * is to be written into it waits in `OurTranscript`. Owned by `SessionPast`.
 */
import type { AgentId, SessionId } from '../../../shared/ids.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import type { TranscriptSource } from '../../agent/transcriptSource.ts'
import { TranscriptWriter } from '../../transcript/write/append.ts'
import { rewriteTail } from '../../transcript/write/rewriteTail.ts'

export interface OurFileOptions {
  readonly transcripts: TranscriptSource
  readonly agent: AgentId
  readonly sessionId: SessionId
  readonly cwd: string
  readonly version: string
}

export class OurFile {
  readonly #options: OurFileOptions

  constructor(options: OurFileOptions) {
    this.#options = options
  }

  /** Of an agent that keeps its transcript itself there is none, and nobody may ask. */
  get path(): string {
    const { transcripts, sessionId } = this.#options
    if (transcripts.keptBy === 'agent') throw new Error('the agent alone writes this transcript')
    return transcripts.fileOf(sessionId)
  }

  /** For writing behind this record: null is the beginning, undefined what the file ends with. */
  open(after: string | null | undefined): Promise<TranscriptWriter> {
    const place = after === undefined ? null : { after }
    return TranscriptWriter.open(this.path, { ...this.#writing(), ...place })
  }

  /** Makes it end with these messages. */
  async rewrite(messages: readonly SessionMessage[]): Promise<void> {
    await rewriteTail(this.path, messages, this.#writing())
  }

  #writing(): Omit<OurFileOptions, 'transcripts'> {
    const { sessionId, cwd, version, agent } = this.#options
    return { sessionId, cwd, version, agent }
  }
}
