/**
 * The tools of Claude Code, of every version whose transcripts may be read, and of the API it asks: the one place where
 * their names stand. How its results say what became of a call is read in `toolEndings.ts`. Pure.
 */
import type { ToolFacts } from '../../../shared/tool.ts'
import { factsOfRow } from '../toolMarks.ts'
import type { AgentTools, ToolRow } from '../toolMarks.ts'
import { readResult } from './toolEndings.ts'

const run: ToolRow = { kind: 'command', subject: 'command' }
const code: ToolRow = { kind: 'command', variant: 'code', subject: 'code' }
const output: ToolRow = { kind: 'command', variant: 'output', subject: 'command' }
const stop: ToolRow = { kind: 'command', variant: 'stop', subject: 'command' }
const edit: ToolRow = { kind: 'edit', subject: 'file_path' }
const search: ToolRow = { kind: 'search', subject: 'pattern' }
const list: ToolRow = { kind: 'search', variant: 'list', subject: 'path' }
const page: ToolRow = { kind: 'fetch', subject: 'url' }
const web: ToolRow = { kind: 'fetch', variant: 'web', subject: 'query' }
const agent: ToolRow = { kind: 'task', subject: 'description' }
const look: ToolRow = { kind: 'todo', variant: 'look' }
const move: ToolRow = { kind: 'other', variant: 'worktree' }

const rows = {
  Bash: run,
  PowerShell: run,
  bash_code_execution: run,
  code_execution: code,
  REPL: code,
  Monitor: { kind: 'command', variant: 'watch', subject: 'command' },
  BashOutput: output,
  TaskOutput: output,
  KillShell: stop,
  KillBash: stop,
  TaskStop: stop,
  Read: { kind: 'read', subject: 'file_path' },
  NotebookRead: { kind: 'read', subject: 'notebook_path' },
  Edit: edit,
  MultiEdit: edit,
  Write: { kind: 'edit', variant: 'write', subject: 'file_path' },
  NotebookEdit: { kind: 'edit', variant: 'cell', subject: 'notebook_path' },
  Grep: search,
  Search: search,
  Glob: { kind: 'search', variant: 'find', subject: 'pattern' },
  LS: list,
  List: list,
  WebFetch: page,
  web_fetch: page,
  WebSearch: web,
  web_search: web,
  Agent: agent,
  Task: agent,
  Workflow: { kind: 'task', variant: 'workflow', subject: 'name' },
  advisor: { kind: 'task', variant: 'advice' },
  Skill: { kind: 'other', variant: 'skill', subject: 'skill' },
  ExitPlanMode: { kind: 'plan', subject: 'plan' },
  EnterPlanMode: { kind: 'plan', variant: 'begin' },
  AskUserQuestion: { kind: 'question', subject: 'questions' },
  TodoWrite: { kind: 'todo', subject: 'todos' },
  TaskCreate: { kind: 'todo', variant: 'add', subject: 'subject' },
  TaskUpdate: { kind: 'todo', variant: 'change', subject: 'subject' },
  TaskList: look,
  TaskGet: look,
  TodoRead: look,
  EnterWorktree: move
} satisfies Readonly<Record<string, ToolRow>>

/** Names whose rows say more than that they are any tool. */
export const claudeToolNames: readonly string[] = Object.keys(rows)

/** Before the names of tools that servers offer: `mcp__<server>__<tool>`. */
export const serverPrefix = 'mcp__'

const known: ReadonlyMap<string, ToolFacts> = new Map(
  Object.entries(rows).map(([name, row]): [string, ToolFacts] => [name, factsOfRow(row)])
)
const unheardOf: ToolFacts = { kind: 'other' }

export function factsOf(name: string): ToolFacts {
  return known.get(name) ?? serverFacts(name) ?? unheardOf
}

/** As people read them: "github · create issue". */
function serverFacts(name: string): ToolFacts | null {
  const [, server, tool] = /^mcp__(.+?)__(.+)$/.exec(name) ?? []
  if (server === undefined || tool === undefined) return null
  const label = `${server.replaceAll('_', ' ')} · ${tool.replaceAll('_', ' ')}`
  return { kind: 'other', variant: 'server', label }
}

export const claudeTools: AgentTools = { factsOf, readResult }
