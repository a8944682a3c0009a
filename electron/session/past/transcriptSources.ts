/**
 * Which source the past of a session is read from: its agent's own, or ours where the agent keeps none. One that this
 * version does not have keeps none either. Made by `SessionCatalog`.
 */
import type { AgentId, SessionId } from '../../../shared/ids.ts'
import type { Agent } from '../../agent/port.ts'
import type { AgentTools } from '../../agent/toolMarks.ts'
import type { OurTranscripts, TranscriptSource } from '../../agent/transcriptSource.ts'

/** A transcript that was found without its row. */
export interface FoundSession {
  readonly file: string
  readonly sessionId: SessionId
  readonly source: TranscriptSource
  /** Whose session it is. Rejects when it cannot be told. */
  readonly agent: () => Promise<AgentId>
}

export class TranscriptSources {
  readonly #ours: OurTranscripts
  readonly #agents: readonly Agent[]

  constructor(ours: OurTranscripts, agents: readonly Agent[]) {
    this.#ours = ours
    this.#agents = agents
  }

  of(agentId: AgentId): TranscriptSource {
    return this.#agents.find(({ id }) => id === agentId)?.transcripts ?? this.#ours
  }

  /** What the agent's tools are; null where this version does not have it, or it says so on each block. */
  toolsOf(agentId: AgentId): AgentTools | null {
    return this.#agents.find(({ id }) => id === agentId)?.tools ?? null
  }

  /** Of every session there is, ours first. */
  async *list(): AsyncGenerator<FoundSession> {
    for await (const { file, sessionId } of this.#ours.list()) yield this.#ofOurs(file, sessionId)
    for (const { id, transcripts } of this.#agents) {
      if (transcripts === null) continue
      for await (const found of transcripts.list()) {
        yield { ...found, source: transcripts, agent: () => Promise.resolve(id) }
      }
    }
  }

  /** A session of which nothing but its id is known. */
  async find(sessionId: SessionId): Promise<FoundSession | null> {
    const ours = await this.#ours.locate({ sessionId, cwd: '' })
    if (ours !== null) return this.#ofOurs(ours, sessionId)
    for (const { id, transcripts } of this.#agents) {
      const file = (await transcripts?.locate({ sessionId, cwd: '' })) ?? null
      if (file !== null && transcripts !== null) {
        return { file, sessionId, source: transcripts, agent: () => Promise.resolve(id) }
      }
    }
    return null
  }

  #ofOurs(file: string, sessionId: SessionId): FoundSession {
    const agent = async (): Promise<AgentId> => (await this.#ours.agentOf(file)) ?? this.#firstAgent(file)
    return { file, sessionId, source: this.#ours, agent }
  }

  /** Before transcripts of ours said whose they are, there was one agent that had any: the first of those that have. */
  #firstAgent(file: string): AgentId {
    const first = this.#agents.find(({ transcripts }) => transcripts === null)
    if (first === undefined) throw new Error(`nobody's session lies in ${file}`)
    return first.id
  }
}
