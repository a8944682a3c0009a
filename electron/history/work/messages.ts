/** What the server and its worker of history say to each other. Plain data: it is copied from one thread to the other. */
import type { AgentId, SessionId } from '../../../shared/ids.ts'
import type { IndexProgress } from '../../../shared/protocol.ts'
import type { VaultWish } from '../vault/questions.ts'
import type { SessionMetadata } from '../../../shared/session.ts'
import type { OurFailure } from '../../ourFailure.ts'
import type { TranscriptHead } from '../../agent/transcriptHistory.ts'

/** With what the worker begins. */
export interface WorkStart {
  readonly dataDir: string
  /** Of each agent that keeps transcripts, where they lie. */
  readonly places: readonly { readonly agent: AgentId; readonly place: string }[]
  readonly vault: VaultWish
}

/** A session as its transcript was found. */
export interface FoundSession {
  readonly sessionId: SessionId
  readonly agent: AgentId
  readonly file: string
  readonly mtimeMs: number
  readonly head: TranscriptHead
  /** The real path of the folder it belongs to; as the transcript says it where that is gone. */
  readonly projectPath: string
}

/** What the whole transcript of a session adds up to. */
export interface CountedSession {
  readonly sessionId: SessionId
  readonly metadata: SessionMetadata
  readonly title: string | null
  /** As JSON. */
  readonly checkpoint: string
}

/** To the worker. */
export type ToWork =
  | { readonly type: 'ask'; readonly id: number; readonly name: string; readonly ask: unknown }
  /** Nobody waits for the answer any more. */
  | { readonly type: 'never_mind'; readonly id: number }
  /** Look at all folders now. `paths`: folders of which is to be told whether they are there. */
  | { readonly type: 'walk'; readonly paths: readonly string[] }
  /** These have no row: what was told of them is to be told again. */
  | { readonly type: 'tell_again'; readonly sessionIds: readonly SessionId[] }
  /** Somebody works with the app right now. */
  | { readonly type: 'busy' }
  | { readonly type: 'close' }

/** From the worker. */
export type FromWork =
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'refused'; readonly id: number; readonly status: number; readonly failure: OurFailure }
  | { readonly type: 'found'; readonly sessions: readonly FoundSession[] }
  | { readonly type: 'counted'; readonly sessions: readonly CountedSession[] }
  | { readonly type: 'progress'; readonly progress: IndexProgress }
  /** All folders were looked at: every session there is, and those of the folders that are gone. */
  | {
      readonly type: 'walked'
      readonly sessionIds: readonly SessionId[]
      readonly missing: readonly string[]
    }
  | {
      readonly type: 'log'
      readonly level: 'info' | 'warn' | 'error'
      readonly facts: Readonly<Record<string, unknown>>
      readonly message: string
    }
  | { readonly type: 'closed' }

type LogLine = (facts: Readonly<Record<string, unknown>>, message: string) => void

/** The part of the log that is written from the worker. */
export interface WorkLog {
  readonly info: LogLine
  readonly warn: LogLine
  readonly error: LogLine
}
