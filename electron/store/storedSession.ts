/**
 * A session as its row knows it: what the list shows, without what only a live session has, and
 * where its past is. The catalog adds `state` and `retry` to make a `SessionSummary` of it.
 */
import { z } from 'zod'
import type { AgentId, ProjectId, SessionId } from '../../shared/ids.ts'
import { SessionSummary } from '../../shared/session.ts'
import type { PermissionMode, SessionMetadata } from '../../shared/session.ts'

/** One row of the table `sessions`, parsed. */
export const StoredSession = SessionSummary.omit({ state: true, retry: true, heldBy: true }).extend({
  /** Where its agent works, an absolute path: the project's folder, unless it was given another. */
  cwd: z.string(),
  /** How far the transcript has been counted; opaque here, `transcript/count/metadata.ts` reads it. */
  checkpoint: z.string().nullable(),
  /** Where the transcript was last found, null until it was. */
  transcriptFile: z.string().nullable(),
  /** The branch a person chose, null for the newest; opaque here, `transcript/branch/branchChoice.ts` reads it. */
  branch: z.string().nullable()
})
export type StoredSession = z.infer<typeof StoredSession>

/** What is known before anything is said; times and counts begin with the row. */
export interface NewSession {
  readonly id: SessionId
  readonly projectId: ProjectId
  readonly agent: AgentId
  readonly permissionMode: PermissionMode
  readonly model: string | null
  /** Absent: null, as the agent sees fit. */
  readonly effort?: string | null
  /** Absent: the project's folder. */
  readonly cwd?: string
  /** The rest is for sessions found on disk: without it the session begins now, empty. */
  readonly agentTitle?: string | null
  readonly createdAt?: string
  readonly updatedAt?: string
  readonly metadata?: SessionMetadata
  readonly checkpoint?: string | null
  readonly transcriptFile?: string | null
}

/** What may be changed of a session; what is absent stays. */
export interface StoredSessionChanges {
  /** Null (or blank) from a person gives the title back to the agent. */
  readonly title?: string | null
  readonly archived?: boolean
  readonly pinned?: boolean
  readonly permissionMode?: PermissionMode
  readonly model?: string | null
  readonly effort?: string | null
}

/** A page of the list, newest first. */
export interface StoredSessionPage {
  readonly sessions: StoredSession[]
  /** Cursor for the next, older page; null when there is none. */
  readonly before: string | null
}
