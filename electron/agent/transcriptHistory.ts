/**
 * What of an agent's transcripts can be told without opening a session: which there are, what lies beside them and what
 * their first and last records say. The part of the port for sessions nobody began in Skein. Asked by `history/`, in a
 * worker thread of its own: nothing here may need what only the server's process has.
 */
import type { SessionId } from '../../shared/ids.ts'
import type { SessionOrigin } from '../../shared/session.ts'

/** A transcript as its folder shows it; nothing of it is read. */
export interface ListedTranscript {
  /** Full path. */
  readonly file: string
  readonly sessionId: SessionId
  readonly bytes: number
  /** Milliseconds since 1970, with a fraction where the disk tells one. */
  readonly mtimeMs: number
}

/** A file that belongs to a session beside its transcript. */
export interface SideFile {
  readonly file: string
  /** `subagent`: a transcript of its own. `output`: of a tool, too long for a line. `other`: kept, never read. */
  readonly kind: 'subagent' | 'output' | 'other'
  readonly bytes: number
  readonly mtimeMs: number
}

/** What the first and the last records of a transcript say of its session. */
export interface TranscriptHead {
  /** The folder it began in, as its records say; absolute. */
  readonly cwd: string
  /** The folder whose session it is: that of the repository, where `cwd` is a worktree the agent made; else `cwd`. */
  readonly projectPath: string
  readonly origin: SessionOrigin
  readonly gitBranch: string | null
  /** ISO times of the first and the last record that says one. */
  readonly startedAt: string | null
  readonly lastAt: string | null
  /** As the agent itself calls it; `own`: a person called it so. */
  readonly title: { readonly text: string; readonly by: 'own' | 'agent' } | null
  /** The first words of a person that are no command, on one line, at most 200 characters. */
  readonly firstWords: string | null
}

/** Why a file was passed over, for the doctor. */
export const passedOver = ['unreadable', 'no_folder', 'empty', 'not_a_session'] as const
export type PassedOver = (typeof passedOver)[number]

/** How often each reason has kept a file out of the lists. */
export type PassedOverCounts = Readonly<Record<PassedOver, number>>

export interface TranscriptHistory {
  /** Every transcript of a session there is, in no order. What subagents wrote is no session. Reads folders only. */
  files(): AsyncIterable<ListedTranscript>
  /** What lies beside the transcript in `file`; none where there is nothing. */
  beside(file: string): Promise<readonly SideFile[]>
}

/** Of an agent whose program writes its transcripts: they tell of sessions nobody began here. */
export interface AgentHistory extends TranscriptHistory {
  /** The folders in whose folders transcripts lie, to be watched. They may not be there. */
  folders(): Promise<readonly string[]>
  /** Whose transcript a file is, told without reading more than its beginning; null: no session's. Absent: its name is the id. */
  sessionOf?(file: string): Promise<SessionId | null>
  /** Rejects with the file system's error; a word instead of a head says why it is no session of anybody. */
  head(file: string): Promise<TranscriptHead | PassedOver>
  /**
   * Where the agent would find the transcript of a session it has no more: where it `was`, or where it looks now. `cwd`:
   * the folder the session works in, empty when that is not known.
   */
  placeFor(session: {
    readonly sessionId: SessionId
    readonly cwd: string
    readonly was: string
  }): Promise<string>
  /** How long it keeps them. Absent: for ever. */
  readonly retention?: AgentRetention
}

/** How long an agent keeps what has not been written to, by a file of the person's. All reject with a `Refusal`. */
export interface AgentRetention {
  look(): Promise<{ readonly days: number; readonly path: string; readonly isChosen: boolean }>
  /** What `lengthen` would write. Refuses with 409 `settings_not_json`, 400 `not_longer`. */
  preview(days: number): Promise<{
    readonly path: string
    readonly before: string | null
    readonly after: string
    /** Of what is there now. */
    readonly version: string
  }>
  /** Writes it, while what is there is still that version; else refuses with 409 `conflict`. */
  lengthen(days: number, version: string): Promise<void>
}
