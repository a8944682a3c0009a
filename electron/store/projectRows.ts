/** The projects a person opened, and those in which sessions were found. Reached as `store.projects`. */
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { ProjectId } from '../../shared/ids.ts'
import { Project, Unseen } from '../../shared/session.ts'
import type { StoreContext } from './context.ts'
import { flag, parseRow, parseRows } from './rows.ts'

/** A project is one real path; `byPath` and `upsert` are given no other. */
export interface ProjectRows {
  /** The one opened last stands first. */
  list(): Project[]
  byId(id: ProjectId): Project | null
  byPath(path: string): Project | null
  /**
   * Opens a project: the one with this path, or a new one called `name`. `path` is a real path.
   * Either way it is now the one opened last; a known project keeps its name.
   */
  upsert(project: { readonly path: string; readonly name: string }): { project: Project; created: boolean }
  /**
   * The project of sessions that were found: the one with this path, or a new one that nobody has opened. Null when a
   * person removed it and has not opened it since. `lastAt`: ISO time of the newest of them.
   */
  find(project: {
    readonly path: string
    readonly name: string
    readonly lastAt: string
  }): { project: Project; created: boolean } | null
  /** Null when there is no such project. `trusted`, whichever it is, answers the question of trust. */
  change(id: ProjectId, changes: { readonly name?: string; readonly trusted?: boolean }): Project | null
  /**
   * Removes the project, its sessions' rows and its rules, never a file; sessions found in it do not bring it back. False
   * when it was not there.
   */
  remove(id: ProjectId): boolean
}

const ProjectRow = z
  .object({ ...Project.shape, trusted: flag, trustAnswered: flag, found: flag, unseen: Unseen.nullable() })
  .transform(({ unseen, found, ...project }): Project => ({
    ...project,
    ...(found && { found }),
    ...(unseen !== null && { unseen })
  }))
/** Of two words the later one of the alphabet, which is the worse one. */
const columns = `
  id, path, name, trusted, trust_answered AS trustAnswered, found, created_at AS createdAt, last_opened_at AS lastOpenedAt,
  (SELECT max(unseen) FROM sessions
   WHERE project_id = projects.id AND unseen IS NOT NULL AND archived = 0 AND deleted_at IS NULL) AS unseen`

/** Prepares the statements of the table `projects`. */
export function projectRows(database: Database, { guarded, clock, log, newId }: StoreContext): ProjectRows {
  const selectAll = database.prepare<[]>(
    `SELECT ${columns} FROM projects ORDER BY last_opened_at DESC, created_at DESC, id`
  )
  const selectById = database.prepare<[string]>(`SELECT ${columns} FROM projects WHERE id = ?`)
  const selectByPath = database.prepare<[string]>(`SELECT ${columns} FROM projects WHERE path = ?`)
  const insert = database.prepare<[{ id: string; path: string; name: string; now: string }]>(
    `INSERT INTO projects (id, path, name, trusted, created_at, last_opened_at)
     VALUES (@id, @path, @name, 0, @now, @now)
     ON CONFLICT (path) DO UPDATE SET last_opened_at = excluded.last_opened_at, found = 0`
  )
  const want = database.prepare<[string]>('DELETE FROM unwanted_projects WHERE path = ?')
  const insertFound = database.prepare<[{ id: string; path: string; name: string; now: string }]>(
    `INSERT INTO projects (id, path, name, trusted, created_at, last_opened_at, found)
     SELECT @id, @path, @name, 0, @now, @now, 1
     WHERE NOT EXISTS (SELECT 1 FROM unwanted_projects WHERE path = @path)
     ON CONFLICT (path) DO UPDATE SET last_opened_at = max(last_opened_at, excluded.last_opened_at) WHERE found = 1`
  )
  const unwant = database.prepare<[string]>(
    'INSERT OR IGNORE INTO unwanted_projects (path) SELECT path FROM projects WHERE id = ?'
  )
  const update = database.prepare<[{ id: string; name: string | null; trusted: number | null }]>(
    `UPDATE projects SET name = coalesce(@name, name), trusted = coalesce(@trusted, trusted),
       trust_answered = CASE WHEN @trusted IS NULL THEN trust_answered ELSE 1 END
     WHERE id = @id`
  )
  const deleteById = database.prepare<[string]>('DELETE FROM projects WHERE id = ?')
  const remove = database.transaction((id: ProjectId): boolean => {
    unwant.run(id)
    return deleteById.run(id).changes > 0
  })
  const read = (row: unknown): Project | null => parseRow(ProjectRow, row, 'projects', log)

  return {
    list: () => guarded(() => parseRows(ProjectRow, selectAll.all(), 'projects', log)),
    byId: (id) => guarded(() => read(selectById.get(id))),
    byPath: (path) => guarded(() => read(selectByPath.get(path))),
    upsert: ({ path, name }) =>
      guarded(() => {
        const id = ProjectId.parse(newId())
        insert.run({ id, path, name, now: clock.now().toISOString() })
        want.run(path)
        const project = ProjectRow.parse(selectByPath.get(path))
        return { project, created: project.id === id }
      }),
    find: ({ path, name, lastAt }) =>
      guarded(() => {
        const id = ProjectId.parse(newId())
        insertFound.run({ id, path, name, now: lastAt })
        const project = read(selectByPath.get(path))
        return project && { project, created: project.id === id }
      }),
    change: (id, { name, trusted }) =>
      guarded(() => {
        update.run({ id, name: name ?? null, trusted: trusted === undefined ? null : Number(trusted) })
        return read(selectById.get(id))
      }),
    remove: (id) => guarded(() => remove.immediate(id))
  }
}
