/**
 * Rows of sessions nobody began here, of which only what their transcripts say is known. Reached as `store.found`. What a
 * person chose of a session (its title, its mode, where it stands) is never changed by what is found.
 */
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { SessionId } from '../../shared/ids.ts'
import type { AgentId, ProjectId } from '../../shared/ids.ts'
import { emptyMetadata } from '../../shared/session.ts'
import type { SessionOrigin } from '../../shared/session.ts'
import type { StoreContext } from './context.ts'
import { utc } from './rows.ts'

/** A session as the first and last records of its transcript tell of it. */
export interface FoundRow {
  readonly id: SessionId
  readonly projectId: ProjectId
  readonly agent: AgentId
  readonly cwd: string
  readonly origin: SessionOrigin
  readonly gitBranch: string | null
  readonly title: string | null
  readonly firstWords: string | null
  /** ISO times. */
  readonly startedAt: string
  readonly lastAt: string
  readonly file: string
}

/** What is done with rows of sessions that were found. */
export interface FoundRows {
  /**
   * A row for a session that has none; of one that has, what its transcript says now. `added` when there was none,
   * `changed` when something is another than before, `unwanted` when a person deleted it.
   */
  put(session: FoundRow): 'added' | 'changed' | 'same' | 'unwanted'
  /** Of these, those that have no row and that nobody deleted. */
  missing(ids: readonly SessionId[]): SessionId[]
  /** The session is not found again. */
  unwant(id: SessionId): void
}

/** Prepares the statements over sessions that were found. */
export function foundRows(database: Database, { guarded }: StoreContext): FoundRows {
  const isUnwanted = database.prepare<[string]>('SELECT 1 FROM unwanted_sessions WHERE id = ?').pluck()
  const insert = database.prepare<[Record<string, string | null>]>(
    `INSERT INTO sessions (id, project_id, agent, agent_title, permission_mode, created_at, updated_at, metadata,
       transcript_file, cwd, origin, git_branch)
     VALUES (@id, @projectId, @agent, @title, 'default', @startedAt, @lastAt, @metadata, @file, @cwd, @origin, @gitBranch)
     ON CONFLICT (id) DO NOTHING`
  )
  const update = database.prepare<[Record<string, string | null>]>(
    `UPDATE sessions SET
       agent_title = coalesce(@title, agent_title), git_branch = @gitBranch, transcript_file = @file,
       updated_at = max(updated_at, @lastAt)
     WHERE id = @id AND deleted_at IS NULL AND (
       agent_title IS NOT coalesce(@title, agent_title) OR git_branch IS NOT @gitBranch OR
       transcript_file IS NOT @file OR updated_at < @lastAt)`
  )
  const selectMissing = database
    .prepare<[string]>(
      `SELECT value FROM json_each(?)
       WHERE NOT EXISTS (SELECT 1 FROM sessions WHERE id = value)
         AND NOT EXISTS (SELECT 1 FROM unwanted_sessions WHERE id = value)`
    )
    .pluck()
  const unwant = database.prepare<[string]>('INSERT OR IGNORE INTO unwanted_sessions (id) VALUES (?)')

  return {
    put: ({ id, firstWords, startedAt, lastAt, ...session }) =>
      guarded(() => {
        if (isUnwanted.get(id) !== undefined) return 'unwanted'
        const times = { startedAt: utc(startedAt), lastAt: utc(lastAt) }
        const metadata = { ...emptyMetadata, lastMessageAt: times.lastAt, firstMessagePreview: firstWords }
        const values = { ...session, ...times, id, metadata: JSON.stringify(metadata) }
        if (insert.run(values).changes > 0) return 'added'
        const { title, gitBranch, file } = session
        return update.run({ id, title, gitBranch, file, lastAt: times.lastAt }).changes > 0
          ? 'changed'
          : 'same'
      }),
    missing: (ids) => guarded(() => z.array(SessionId).parse(selectMissing.all(JSON.stringify(ids)))),
    unwant: (id) => {
      guarded(() => unwant.run(id))
    }
  }
}
