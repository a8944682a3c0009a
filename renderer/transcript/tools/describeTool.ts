/**
 * The one line that stands for a tool call: what it does, to what, and what came of it.
 * "Read src/a.ts · 42 lines", "Run npm test", "Edit a.ts +3 −1". Pure; `ToolCall` draws it.
 */
import type { ToolResultBlock, ToolUseBlock } from '../../../shared/session.ts'
import { strings } from '../../strings/strings.ts'
import { editsOf } from './editsOf.ts'
import { lineDiff, linesOf } from './lineDiff.ts'
import { relativePath } from './relativePath.ts'
import { countLines, resultText } from './resultText.ts'
import { readToolInput } from './toolInputs.ts'

export type ToolIcon =
  'read' | 'edit' | 'write' | 'run' | 'search' | 'list' | 'web' | 'agent' | 'tasks' | 'plan' | 'ask' | 'other'

export interface ToolHeader {
  readonly icon: ToolIcon
  readonly verb: string
  /** What it is about: a path, a command, a pattern. Empty when there is nothing to name. */
  readonly subject: string
  /** What came of it, in a few words. */
  readonly outcome: string | null
  readonly change: { readonly added: number; readonly removed: number } | null
}

export function describeTool(
  use: ToolUseBlock,
  result: ToolResultBlock | null,
  projectPath: string
): ToolHeader {
  const input = readToolInput(use.input)
  const file = relativePath(input.file_path ?? input.notebook_path ?? input.path ?? '', projectPath)
  /** Where a search looked; the whole project needs no mention. */
  const place = file === projectPath || file === '.' ? '' : file
  const { verbs } = strings.tool
  switch (use.name) {
    case 'Read':
    case 'NotebookRead':
      return header('read', verbs.read, file, linesIn(result))
    case 'Edit':
    case 'MultiEdit':
      return { ...header('edit', verbs.edit, file), change: changeOf(use) }
    case 'NotebookEdit':
      return header('edit', verbs.notebook, file)
    case 'Write':
      return {
        ...header('write', verbs.write, file),
        change: { added: linesOf(input.content ?? '').length, removed: 0 }
      }
    case 'Bash':
    case 'PowerShell':
      return header('run', verbs.run, firstLine(input.command ?? ''))
    case 'BashOutput':
    case 'TaskOutput':
      return header('run', verbs.output, firstLine(input.command ?? ''), linesIn(result))
    case 'KillShell':
    case 'KillBash':
    case 'TaskStop':
      return header('run', verbs.stop, firstLine(input.command ?? ''))
    case 'Grep':
    case 'Search':
      return header(
        'search',
        verbs.search,
        join(input.pattern ?? input.query ?? input.text ?? '', place),
        matchesIn(result)
      )
    case 'Glob':
      return header('search', verbs.find, join(input.pattern ?? '', place), matchesIn(result))
    case 'LS':
    case 'List':
      return header('list', verbs.list, place === '' ? '.' : place, matchesIn(result))
    case 'WebFetch':
      return header('web', verbs.fetch, input.url ?? '')
    case 'WebSearch':
      return header('web', verbs.web, input.query ?? '')
    case 'Agent':
    case 'Task':
      return header(
        'agent',
        input.subagent_type ?? verbs.agent,
        input.description ?? firstLine(input.prompt ?? '')
      )
    case 'TodoWrite':
      return header('tasks', verbs.tasks, progressOf(input.todos ?? []))
    case 'TaskCreate':
    case 'TaskUpdate':
      return header('tasks', verbs.tasks, input.subject ?? '')
    case 'ExitPlanMode':
      return header('plan', verbs.plan, firstLine((input.plan ?? '').replace(/^#+\s*/, '')))
    case 'AskUserQuestion':
      return header('ask', verbs.ask, '')
    case 'Skill':
      return header('other', verbs.skill, input.skill ?? '')
    default:
      return header('other', plainName(use.name), firstLine(subjectOfUnknown(use.input)))
  }
}

function header(icon: ToolIcon, verb: string, subject: string, outcome: string | null = null): ToolHeader {
  return { icon, verb, subject, outcome, change: null }
}

function changeOf(use: ToolUseBlock): ToolHeader['change'] {
  const diffs = editsOf(use).map((edit) => lineDiff(edit.before, edit.after))
  return {
    added: diffs.reduce((sum, diff) => sum + diff.added, 0),
    removed: diffs.reduce((sum, diff) => sum + diff.removed, 0)
  }
}

function linesIn(result: ToolResultBlock | null): string | null {
  if (result === null || result.is_error) return null
  const text = resultText(result)
  return text === '' || result.truncated ? null : strings.tool.lines(countLines(text))
}

function matchesIn(result: ToolResultBlock | null): string | null {
  if (result === null || result.is_error || result.truncated) return null
  const text = resultText(result).trim()
  if (text === '' || /^no (files|matches|results)/i.test(text)) return strings.tool.matches(0)
  // Claude Code's own first line ("Found 3 files") is a count, not a result.
  const found = /^Found (\d+) /.exec(text)
  return strings.tool.matches(found?.[1] === undefined ? countLines(text) : Number(found[1]))
}

function join(what: string, where: string): string {
  return where === '' ? what : `${what}  in ${where}`
}

function firstLine(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return text.trim().length > line.length ? `${line} …` : line
}

function progressOf(todos: readonly { readonly status: string }[]): string {
  if (todos.length === 0) return ''
  return `${todos.filter((todo) => todo.status === 'completed').length} of ${todos.length}`
}

/** `mcp__github__create_issue` reads better as "github: create issue". */
function plainName(name: string): string {
  const parts = /^mcp__(.+?)__(.+)$/.exec(name)
  return parts?.[1] === undefined || parts[2] === undefined
    ? name
    : `${parts[1]}: ${parts[2].replaceAll('_', ' ')}`
}

/** The first short text in an input we know nothing about. */
function subjectOfUnknown(input: unknown): string {
  if (typeof input === 'string') return input
  if (typeof input !== 'object' || input === null) return ''
  return Object.values(input).find((value) => typeof value === 'string' && value.length < 200) ?? ''
}
