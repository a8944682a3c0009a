/** The projects a person opened. Reached as `store.projects`. */
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
  /** Null when there is no such project. `trusted`, whichever it is, answers the question of trust. */
  change(id: ProjectId, changes: { readonly name?: string; readonly trusted?: boolean }): Project | null
  /** Removes the project, its sessions' rows and its rules, never a file. False when it was not there. */
  remove(id: ProjectId): boolean
}

const ProjectRow = z
  .object({ ...Project.shape, trusted: flag, trustAnswered: flag, unseen: Unseen.nullable() })
  .transform(({ unseen, ...project }): Project => (unseen === null ? project : { ...project, unseen }))
/** Of two words the later one of the alphabet, which is the worse one. */
const columns = `
  id, path, name, trusted, trust_answered AS trustAnswered, created_at AS createdAt, last_opened_at AS lastOpenedAt,
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
     ON CONFLICT (path) DO UPDATE SET last_opened_at = excluded.last_opened_at`
  )
  const update = database.prepare<[{ id: string; name: string | null; trusted: number | null }]>(
    `UPDATE projects SET name = coalesce(@name, name), trusted = coalesce(@trusted, trusted),
       trust_answered = CASE WHEN @trusted IS NULL THEN trust_answered ELSE 1 END
     WHERE id = @id`
  )
  const deleteById = database.prepare<[string]>('DELETE FROM projects WHERE id = ?')
  const read = (row: unknown): Project | null => parseRow(ProjectRow, row, 'projects', log)

  return {
    list: () => guarded(() => parseRows(ProjectRow, selectAll.all(), 'projects', log)),
    byId: (id) => guarded(() => read(selectById.get(id))),
    byPath: (path) => guarded(() => read(selectByPath.get(path))),
    upsert: ({ path, name }) =>
      guarded(() => {
        const id = ProjectId.parse(newId())
        insert.run({ id, path, name, now: clock.now().toISOString() })
        const project = ProjectRow.parse(selectByPath.get(path))
        return { project, created: project.id === id }
      }),
    change: (id, { name, trusted }) =>
      guarded(() => {
        update.run({ id, name: name ?? null, trusted: trusted === undefined ? null : Number(trusted) })
        return read(selectById.get(id))
      }),
    remove: (id) => guarded(() => deleteById.run(id).changes > 0)
  }
}
