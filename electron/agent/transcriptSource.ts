/**
 * Where the transcripts of an agent's sessions lie and how they are read: the part of the port that is about the past.
 * An agent whose program keeps its transcripts has a source of its own in its folder; for all others Skein keeps them
 * (`ourTranscripts.ts`). Files are named by full paths; what is not there is null or empty, and a file that cannot be
 * read rejects with the file system's error. Asked by `session/`.
 */
import type { AgentId, SessionId } from '../../shared/ids.ts'
import type { Page } from '../../shared/page.ts'
import type { ToolResultBlock } from '../../shared/session.ts'
import type { SessionUsage } from '../../shared/usage.ts'
import type { MetadataCheckpoint, TranscriptAccount } from '../transcript/count/metadata.ts'
import type { SessionPageRequest } from '../transcript/page/readPage.ts'
import type { RecordFormat } from '../transcript/record/recordFormat.ts'
import type { AgentHistory, TranscriptHistory } from './transcriptHistory.ts'

/** The transcript of a session that was found on this machine. */
export interface FoundTranscript {
  readonly file: string
  readonly sessionId: SessionId
}

interface TranscriptReading {
  /** What its records mean, for whoever reads a file of it by itself. */
  readonly format: RecordFormat
  /** Every transcript of a session there is, in no order. What subagents wrote is no session. */
  list(): AsyncIterable<FoundTranscript>
  /**
   * The transcript of a session. `cwd` is the real path of the folder it works in, where it is looked for first; empty
   * when that is not known.
   */
  locate(session: { readonly sessionId: SessionId; readonly cwd: string }): Promise<string | null>
  /** A page of the transcript in `file` with what its subagents did. Rejects with 400 `bad_cursor`, too. */
  page(file: string, request: SessionPageRequest): Promise<Page>
  /** The whole of a tool result, wherever in the session it stands. */
  toolResult(file: string, toolUseId: string): Promise<ToolResultBlock | null>
  /** Counts a session that lies in these files, oldest first, as far as `previous` did not. Null when there is none. */
  count(files: readonly string[], previous: MetadataCheckpoint | null): Promise<TranscriptAccount | null>
  /** What a count says of tokens, cost and context. Pure. */
  usage(checkpoint: MetadataCheckpoint): SessionUsage
  /**
   * The offset in bytes of the first line that `matters`; 0 when one stands beside the file, which may belong anywhere
   * in it. Rejects with the signal's reason when that is aborted.
   */
  find(file: string, matters: (line: Buffer) => boolean, signal: AbortSignal | null): Promise<number | null>
  /** What can be told of all of them without opening one. */
  readonly history: TranscriptHistory
}

/** Of an agent whose program writes its transcripts: Skein reads them and never writes into them. */
export interface AgentTranscripts extends TranscriptReading {
  readonly keptBy: 'agent'
  readonly history: AgentHistory
  /** Where they lie, as a text from which another thread makes the same source (`agentTranscripts.ts`). */
  place(): Promise<string>
  /** The same when it has been found out, which may take seconds. Absent: the first is known to be right. */
  readonly laterPlace?: () => Promise<string>
}

/** Those Skein writes itself in its data folder, of every agent that keeps none. */
export interface OurTranscripts extends TranscriptReading {
  readonly keptBy: 'skein'
  /** Where the transcript of a session lies, or will lie once something is said in it. */
  fileOf(sessionId: SessionId): string
  /**
   * The agent whose session it is, as the transcript says; null when it does not say: Skein did not write it down
   * before. Rejects when it names what cannot be an agent.
   */
  agentOf(file: string): Promise<AgentId | null>
}

/**
 * Who writes an agent's transcripts: its own program (`AgentTranscripts`) or Skein, in our format
 * (`OurTranscripts`).
 */
export type TranscriptSource = AgentTranscripts | OurTranscripts
