/** What a person allowed for good, by project. Reached as `store.rules`. */
import type { Database } from 'better-sqlite3'
import type { ProjectId } from '../../shared/ids.ts'
import { PermissionRule } from '../../shared/session.ts'
import type { StoreContext } from './context.ts'
import { parseRows } from './rows.ts'

/** Rules of the scope `project`; those of a session live with it and are not kept. */
export interface RuleRows {
  /** Oldest first. */
  list(projectId: ProjectId): PermissionRule[]
  /** All or none; a rule that is there already changes nothing. */
  add(projectId: ProjectId, rules: readonly PermissionRule[]): void
  /** False when it was not there. */
  remove(projectId: ProjectId, rule: PermissionRule): boolean
  removeAll(projectId: ProjectId): void
}

/** Prepares the statements of the table `permission_rules`. */
export function ruleRows(database: Database, { guarded, log }: StoreContext): RuleRows {
  const select = database.prepare<[string]>(
    'SELECT tool_name AS toolName, pattern FROM permission_rules WHERE project_id = ? ORDER BY rowid'
  )
  const insert = database.prepare<[string, string, string | null]>(
    'INSERT INTO permission_rules (project_id, tool_name, pattern) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'
  )
  const deleteRule = database.prepare<[string, string, string | null]>(
    'DELETE FROM permission_rules WHERE project_id = ? AND tool_name = ? AND pattern IS ?'
  )
  const deleteAll = database.prepare<[string]>('DELETE FROM permission_rules WHERE project_id = ?')
  const addAll = database.transaction((projectId: ProjectId, rules: readonly PermissionRule[]) => {
    for (const { toolName, pattern } of rules) insert.run(projectId, toolName, pattern)
  })

  return {
    list: (projectId) =>
      guarded(() => parseRows(PermissionRule, select.all(projectId), 'permission_rules', log)),
    add: (projectId, rules) => guarded(() => addAll.immediate(projectId, rules)),
    remove: (projectId, { toolName, pattern }) =>
      guarded(() => deleteRule.run(projectId, toolName, pattern).changes > 0),
    removeAll: (projectId) => {
      guarded(() => deleteAll.run(projectId))
    }
  }
}
