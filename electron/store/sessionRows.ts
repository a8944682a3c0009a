/**
 * The sessions of all projects, as the list shows them. Reached as `store.sessions`. One that is being
 * deleted is not there for anybody but those who ask for just that.
 */
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { codeOf } from '../../shared/errors.ts'
import { SessionId } from '../../shared/ids.ts'
import type { AgentId, ProjectId } from '../../shared/ids.ts'
import { parseJson } from '../../shared/parseJson.ts'
import { SessionMetadata, SessionOrigin, Unseen, emptyMetadata } from '../../shared/session.ts'
import { Refusal } from '../refusal.ts'
import type { StoreContext } from './context.ts'
import { readCursor, writeCursor } from './pageCursor.ts'
import { flag, parseRow, parseRows, utc } from './rows.ts'
import { StoredSession } from './storedSession.ts'
import type { NewSession, StoredSessionChanges, StoredSessionPage } from './storedSession.ts'

/** Metadata and choices of sessions; what only a live session has is not in it. */
export interface SessionRows {
  /**
   * Newest first by `updatedAt`: the archived ones, or the others. Refuses a cursor it did not give: 400
   * `bad_cursor`.
   */
  list(
    projectId: ProjectId,
    page: { readonly limit: number; readonly before?: string | undefined; readonly archived?: boolean }
  ): StoredSessionPage
  /** Of all projects, newest first, those that fit. Refuses as `list` does. */
  listAll(
    filter: SessionFilter,
    page: { readonly limit: number; readonly before?: string | undefined }
  ): StoredSessionPage
  byId(id: SessionId): StoredSession | null
  /** All sessions of a project, also those that are being deleted, in no order. */
  idsOf(projectId: ProjectId): SessionId[]
  /** Of those, the ones that began in Skein. */
  idsBegunHere(projectId: ProjectId): SessionId[]
  /** Sessions that were created, never counted a message, and in which nothing is written either. */
  listEmpty(): StoredSession[]
  /**
   * The same session again changes nothing. Refuses an id that another project has (409
   * `session_elsewhere`), one that is being deleted (409 `session_deleted`) and a project that is gone
   * (404 `project_not_found`).
   */
  insert(session: NewSession): { session: StoredSession; created: boolean }
  /** An agent's title never covers the person's own. Null when there is no such session. */
  change(id: SessionId, changes: StoredSessionChanges, by?: 'user' | 'agent'): StoredSession | null
  /**
   * What counting the transcript found. `updatedAt` moves on to the last message; an `agentTitle` that
   * is undefined stays as it is. Null when the session was removed meanwhile.
   */
  setMetadata(
    id: SessionId,
    metadata: SessionMetadata,
    checkpoint: string | null,
    agentTitle?: string | null
  ): StoredSession | null
  setTranscriptFile(id: SessionId, file: string | null): void
  /** How a turn ended that nobody has looked at, null when somebody has. True when that is another than before. */
  setUnseen(id: SessionId, unseen: Unseen | null): boolean
  /** Of all projects, archived or not, newest first: what a search by words looks at. Refuses as `list` does. */
  listWords(page: { readonly limit: number; readonly before?: string | undefined }): {
    readonly sessions: readonly SessionWords[]
    readonly before: string | null
  }
  /** Its agent works there from now on: an absolute path. */
  setFolder(id: SessionId, cwd: string): void
  /** Null for the newest branch. */
  setBranch(id: SessionId, branch: string | null): void
  /** Hides the session from everything above until it is restored or removed. False when it is not there. */
  setDeleted(id: SessionId): boolean
  /** Null when the session is not being deleted. */
  restore(id: SessionId): StoredSession | null
  /** Sessions that are being deleted. */
  listDeleted(): StoredSession[]
  /** Removes the row, never a file. False when it was not there. */
  remove(id: SessionId): boolean
}

/** What a list over all projects is asked for; what is absent does not matter. */
export interface SessionFilter {
  readonly projectId?: ProjectId | undefined
  readonly agent?: AgentId | undefined
  readonly origin?: SessionOrigin | undefined
  readonly archived?: boolean | undefined
  readonly pinned?: boolean | undefined
  /** Only these, as JSON can hold them: some thousand. */
  readonly ids?: readonly SessionId[] | undefined
}

/** What a session is called and begins with. */
export interface SessionWords {
  readonly id: SessionId
  readonly words: string
  /** The place behind it, for `before`. */
  readonly after: string
}

const WordsRow = z.object({ id: SessionId, updatedAt: z.string(), words: z.string() })

/**
 * What was counted, as one JSON value. A field that came with a later version is as in a session that has none yet; what
 * cannot be read is counted anew, as its checkpoint goes with it.
 */
const StoredMetadata = z.string().transform((text) => {
  const fields = z.record(z.string(), z.unknown()).safeParse(parseJson(text)).data
  return fields === undefined
    ? null
    : (SessionMetadata.safeParse({ ...emptyMetadata, ...fields }).data ?? null)
})

/** One row as the statements below name its columns. */
const SessionRow = z
  .object({
    ...StoredSession.shape,
    metadata: StoredMetadata,
    archived: flag,
    pinned: flag,
    origin: SessionOrigin,
    gitBranch: z.string().nullable(),
    unseen: Unseen.nullable(),
    effort: z.string().nullable()
  })
  .transform(({ unseen, effort, metadata, checkpoint, pinned, ...session }): StoredSession => ({
    ...session,
    ...(pinned && { pinned }),
    ...(unseen === null ? null : { unseen }),
    ...(effort === null ? null : { effort }),
    metadata: metadata ?? emptyMetadata,
    checkpoint: metadata === null ? null : checkpoint
  }))

/** The place of any row in the order, of one that is left out too. */
const RowPlace = z.object({ updatedAt: z.string(), id: z.string() })

const columns = `
  id, project_id AS projectId, agent, coalesce(own_title, agent_title) AS title,
  CASE WHEN own_title IS NOT NULL THEN 'own' WHEN agent_title IS NOT NULL THEN 'agent' END AS titleSource,
  permission_mode AS permissionMode, model, effort, archived, created_at AS createdAt, updated_at AS updatedAt,
  metadata, checkpoint, transcript_file AS transcriptFile, branch, unseen, cwd, origin, git_branch AS gitBranch, pinned`

/** Prepares the statements of the table `sessions`. */
export function sessionRows(database: Database, { guarded, clock, log }: StoreContext): SessionRows {
  const selectById = database.prepare<[string]>(
    `SELECT ${columns} FROM sessions WHERE id = ? AND deleted_at IS NULL`
  )
  const selectEmpty = database.prepare<[]>(
    `SELECT ${columns} FROM sessions
     WHERE message_count = 0 AND deleted_at IS NULL AND origin = 'skein' AND transcript_file IS NULL
       AND NOT EXISTS (SELECT 1 FROM drafts WHERE session_id = sessions.id)`
  )
  const selectDeleted = database.prepare<[]>(`SELECT ${columns} FROM sessions WHERE deleted_at IS NOT NULL`)
  const selectNewest = database.prepare<[string, number, number]>(
    `SELECT ${columns} FROM sessions WHERE project_id = ? AND archived = ? AND deleted_at IS NULL
     ORDER BY updated_at DESC, id DESC LIMIT ?`
  )
  const selectBefore = database.prepare<[string, number, string, string, number]>(
    `SELECT ${columns} FROM sessions
     WHERE project_id = ? AND archived = ? AND (updated_at, id) < (?, ?) AND deleted_at IS NULL
     ORDER BY updated_at DESC, id DESC LIMIT ?`
  )
  const selectAllNewest = database.prepare<[Record<string, string | number | null>]>(
    `SELECT ${columns} FROM sessions INDEXED BY sessions_newest_of_all
     WHERE deleted_at IS NULL
       AND (@projectId IS NULL OR project_id = @projectId)
       AND (@agent IS NULL OR agent = @agent)
       AND (@origin IS NULL OR origin = @origin)
       AND (@archived IS NULL OR archived = @archived)
       AND (@pinned IS NULL OR pinned = @pinned)
       AND (@ids IS NULL OR id IN (SELECT value FROM json_each(@ids)))
       AND (@updatedAt IS NULL OR (updated_at, id) < (@updatedAt, @id))
     ORDER BY updated_at DESC, id DESC LIMIT @limit`
  )
  const selectIds = database.prepare<[string]>('SELECT id FROM sessions WHERE project_id = ?').pluck()
  const selectBegunHere = database
    .prepare<[string]>(`SELECT id FROM sessions WHERE project_id = ? AND origin = 'skein'`)
    .pluck()
  const insert = database.prepare<[Record<string, string | number | null>]>(
    `INSERT INTO sessions (id, project_id, agent, agent_title, permission_mode, model, effort, created_at, updated_at,
       metadata, checkpoint, transcript_file, cwd)
     VALUES (@id, @projectId, @agent, @agentTitle, @permissionMode, @model, @effort, @createdAt, @updatedAt,
       @metadata, @checkpoint, @transcriptFile,
       coalesce(@cwd, (SELECT path FROM projects WHERE projects.id = @projectId), ''))
     ON CONFLICT (id) DO NOTHING`
  )
  const setOwnTitle = database.prepare<[string | null, string]>(
    'UPDATE sessions SET own_title = ? WHERE id = ?'
  )
  const setAgentTitle = database.prepare<[string | null, string]>(
    'UPDATE sessions SET agent_title = ? WHERE id = ?'
  )
  const setArchived = database.prepare<[number, string]>('UPDATE sessions SET archived = ? WHERE id = ?')
  const setMode = database.prepare<[string, string]>('UPDATE sessions SET permission_mode = ? WHERE id = ?')
  const setModel = database.prepare<[string | null, string]>('UPDATE sessions SET model = ? WHERE id = ?')
  const setPinned = database.prepare<[number, string]>('UPDATE sessions SET pinned = ? WHERE id = ?')
  const setEffort = database.prepare<[string | null, string]>('UPDATE sessions SET effort = ? WHERE id = ?')
  const setUpdatedAt = database.prepare<[string, string]>('UPDATE sessions SET updated_at = ? WHERE id = ?')
  const setCounts = database.prepare<[Record<string, string | number | null>]>(
    `UPDATE sessions SET metadata = @metadata, checkpoint = @checkpoint,
       updated_at = max(updated_at, coalesce(@lastMessageAt, updated_at))
     WHERE id = @id`
  )
  const setFile = database.prepare<[string | null, string]>(
    'UPDATE sessions SET transcript_file = ? WHERE id = ?'
  )
  const setFolder = database.prepare<[string, string]>('UPDATE sessions SET cwd = ? WHERE id = ?')
  const setBranch = database.prepare<[string | null, string]>('UPDATE sessions SET branch = ? WHERE id = ?')
  const setUnseen = database.prepare<[string | null, string, string | null]>(
    'UPDATE sessions SET unseen = ? WHERE id = ? AND unseen IS NOT ? AND deleted_at IS NULL'
  )
  const wordsOf = `SELECT id, updated_at AS updatedAt,
       coalesce(own_title, agent_title, '') || char(10) || coalesce(first_message_preview, '') AS words
     FROM sessions`
  const selectWords = database.prepare<[number]>(
    `${wordsOf} WHERE deleted_at IS NULL ORDER BY updated_at DESC, id DESC LIMIT ?`
  )
  const selectWordsBefore = database.prepare<[string, string, number]>(
    `${wordsOf} WHERE (updated_at, id) < (?, ?) AND deleted_at IS NULL
     ORDER BY updated_at DESC, id DESC LIMIT ?`
  )
  const setDeletedAt = database.prepare<[string, string]>(
    'UPDATE sessions SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL'
  )
  const clearDeletedAt = database.prepare<[string]>(
    'UPDATE sessions SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL'
  )
  const deleteById = database.prepare<[string]>('DELETE FROM sessions WHERE id = ?')
  const read = (row: unknown): StoredSession | null => parseRow(SessionRow, row, 'sessions', log)

  const change = database.transaction(
    (id: SessionId, changes: StoredSessionChanges, by: 'user' | 'agent'): StoredSession | null => {
      const { title, archived, pinned, permissionMode, model, effort } = changes
      if (title !== undefined) (by === 'user' ? setOwnTitle : setAgentTitle).run(title?.trim() || null, id)
      if (archived !== undefined) setArchived.run(Number(archived), id)
      if (pinned !== undefined) setPinned.run(Number(pinned), id)
      if (permissionMode !== undefined) setMode.run(permissionMode, id)
      if (model !== undefined) setModel.run(model, id)
      if (effort !== undefined) setEffort.run(effort, id)
      setUpdatedAt.run(clock.now().toISOString(), id)
      return read(selectById.get(id))
    }
  )
  const account = database.transaction(
    (id: SessionId, metadata: SessionMetadata, checkpoint: string | null, agentTitle?: string | null) => {
      const { lastMessageAt } = metadata
      setCounts.run({
        id,
        checkpoint,
        metadata: textOf(metadata),
        lastMessageAt: lastMessageAt === null ? null : utc(lastMessageAt)
      })
      if (agentTitle !== undefined) setAgentTitle.run(agentTitle?.trim() || null, id)
      return read(selectById.get(id))
    }
  )

  return {
    list: (projectId, { limit, before, archived = false }) =>
      guarded(() => {
        const place = before === undefined ? null : readCursor(before)
        const found =
          place === null
            ? selectNewest.all(projectId, Number(archived), limit + 1)
            : selectBefore.all(projectId, Number(archived), place.updatedAt, place.id, limit + 1)
        const rows = found.slice(0, limit)
        return {
          sessions: parseRows(SessionRow, rows, 'sessions', log),
          before: found.length > limit ? writeCursor(RowPlace.parse(rows.at(-1))) : null
        }
      }),
    listAll: ({ projectId, agent, origin, archived, pinned, ids }, { limit, before }) =>
      guarded(() => {
        const place = before === undefined ? null : readCursor(before)
        const found = selectAllNewest.all({
          projectId: projectId ?? null,
          agent: agent ?? null,
          origin: origin ?? null,
          archived: archived === undefined ? null : Number(archived),
          pinned: pinned === undefined ? null : Number(pinned),
          ids: ids === undefined ? null : JSON.stringify(ids),
          updatedAt: place?.updatedAt ?? null,
          id: place?.id ?? null,
          limit: limit + 1
        })
        const rows = found.slice(0, limit)
        return {
          sessions: parseRows(SessionRow, rows, 'sessions', log),
          before: found.length > limit ? writeCursor(RowPlace.parse(rows.at(-1))) : null
        }
      }),
    byId: (id) => guarded(() => read(selectById.get(id))),
    idsOf: (projectId) => guarded(() => z.array(SessionId).parse(selectIds.all(projectId))),
    idsBegunHere: (projectId) => guarded(() => z.array(SessionId).parse(selectBegunHere.all(projectId))),
    listEmpty: () => guarded(() => parseRows(SessionRow, selectEmpty.all(), 'sessions', log)),
    insert: (session) =>
      guarded(() => {
        const created = insertOnce(() => insert.run(valuesOf(session, clock.now().toISOString())).changes > 0)
        const row = selectById.get(session.id)
        if (row === undefined) {
          throw new Refusal(409, 'session_deleted')
        }
        const stored = SessionRow.parse(row)
        if (stored.projectId !== session.projectId) {
          throw new Refusal(409, 'session_elsewhere')
        }
        return { session: stored, created }
      }),
    change: (id, changes, by = 'user') => guarded(() => change.immediate(id, changes, by)),
    setMetadata: (id, metadata, checkpoint, agentTitle) =>
      guarded(() => account.immediate(id, metadata, checkpoint, agentTitle)),
    setTranscriptFile: (id, file) => {
      guarded(() => setFile.run(file, id))
    },
    setUnseen: (id, unseen) => guarded(() => setUnseen.run(unseen, id, unseen).changes > 0),
    listWords: ({ limit, before }) =>
      guarded(() => {
        const place = before === undefined ? null : readCursor(before)
        const found =
          place === null
            ? selectWords.all(limit + 1)
            : selectWordsBefore.all(place.updatedAt, place.id, limit + 1)
        const rows = parseRows(WordsRow, found.slice(0, limit), 'sessions', log)
        const sessions = rows.map(({ id, updatedAt, words }) => ({
          id,
          words,
          after: writeCursor({ id, updatedAt })
        }))
        const last = found.at(limit - 1)
        return { sessions, before: found.length > limit ? writeCursor(RowPlace.parse(last)) : null }
      }),
    setFolder: (id, cwd) => {
      guarded(() => setFolder.run(cwd, id))
    },
    setBranch: (id, branch) => {
      guarded(() => setBranch.run(branch, id))
    },
    setDeleted: (id) => guarded(() => setDeletedAt.run(clock.now().toISOString(), id).changes > 0),
    restore: (id) => guarded(() => (clearDeletedAt.run(id).changes > 0 ? read(selectById.get(id)) : null)),
    listDeleted: () => guarded(() => parseRows(SessionRow, selectDeleted.all(), 'sessions', log)),
    remove: (id) => guarded(() => deleteById.run(id).changes > 0)
  }
}

function valuesOf(session: NewSession, now: string): Record<string, string | number | null> {
  const { id, projectId, agent, permissionMode, model, metadata = emptyMetadata } = session
  const createdAt = utc(session.createdAt ?? now)
  return {
    id,
    projectId,
    agent,
    agentTitle: session.agentTitle?.trim() || null,
    permissionMode,
    model,
    effort: session.effort ?? null,
    createdAt,
    updatedAt: utc(session.updatedAt ?? metadata.lastMessageAt ?? createdAt),
    metadata: textOf(metadata),
    checkpoint: session.checkpoint ?? null,
    transcriptFile: session.transcriptFile ?? null,
    cwd: session.cwd ?? null
  }
}

/** As it is stored. */
function textOf(metadata: SessionMetadata): string {
  const { lastMessageAt } = metadata
  return JSON.stringify({ ...metadata, lastMessageAt: lastMessageAt === null ? null : utc(lastMessageAt) })
}

function insertOnce(insert: () => boolean): boolean {
  try {
    return insert()
  } catch (thrown) {
    if (codeOf(thrown) !== 'SQLITE_CONSTRAINT_FOREIGNKEY') throw thrown
    throw new Refusal(404, 'project_not_found')
  }
}
