/**
 * The one line that stands for a tool call: what it does, to what, and what came of it.
 * "Read src/a.ts · 42 lines", "Run npm test", "Edit a.ts +3 −1". Pure; `ToolCall` draws it.
 */
import { cutText, shortText } from '../../../shared/cutText.ts'
import type { ToolResultBlock, ToolUseBlock } from '../../../shared/session.ts'
import { strings } from '../../strings/strings.ts'
import { numberedLines } from './code/numberedLines.ts'
import { changeOf, editDiffs } from './diff/editDiffs.ts'
import type { EditDiff } from './diff/editDiffs.ts'
import { foundIn } from './foundIn.ts'
import { printable } from './printable.ts'
import { relativePath } from './relativePath.ts'
import { exitCode, resultText } from './resultText.ts'
import { serverTool } from './serverTool.ts'
import { readTodos } from './tasks/latestTasks.ts'
import { readQuestions, readToolInput } from './toolInputs.ts'
import type { ToolInput } from './toolInputs.ts'

export type ToolIcon =
  | 'read'
  | 'edit'
  | 'write'
  | 'run'
  | 'search'
  | 'list'
  | 'web'
  | 'agent'
  | 'tasks'
  | 'plan'
  | 'ask'
  | 'skill'
  | 'server'
  | 'other'

export interface ToolHeader {
  readonly icon: ToolIcon
  readonly verb: string
  /** What it is about: a path, a command, a pattern. Empty when there is nothing to name. */
  readonly subject: string
  /** What came of it, in a few words. */
  readonly outcome: string | null
  readonly change: { readonly added: number; readonly removed: number } | null
}

/** @param diffs of an edit, when they are known already: they are the costly part */
export function describeTool(
  use: ToolUseBlock,
  result: ToolResultBlock | null,
  projectPath: string,
  diffs: readonly EditDiff[] = editDiffs(use, null)
): ToolHeader {
  const header = headerOf(use, result, projectPath, diffs)
  return { ...header, verb: printable(inALine(header.verb)), subject: printable(inALine(header.subject)) }
}

/** No line is wide enough for more, and every letter is looked at. */
const LONGEST = 2_000

function inALine(text: string): string {
  return shortText(text, LONGEST + 1)
}

function headerOf(
  use: ToolUseBlock,
  result: ToolResultBlock | null,
  projectPath: string,
  diffs: readonly EditDiff[]
): ToolHeader {
  const input = readToolInput(use.input)
  const file = relativePath(input.file_path ?? input.notebook_path ?? input.path ?? '', projectPath)
  /** Where a search looked; the whole project needs no mention. */
  const place = file === projectPath || file === '.' ? '' : file
  const { verbs } = strings.tool
  switch (use.name) {
    case 'Read':
    case 'NotebookRead':
      return header('read', verbs.read, `${file}${rangeOf(input)}`, linesIn(result))
    case 'Edit':
    case 'MultiEdit':
      return { ...header('edit', verbs.edit, file), change: changeOf(diffs) }
    case 'NotebookEdit':
      return { ...header('edit', verbs.notebook, file), change: changeOf(diffs) }
    case 'Write':
      return { ...header('write', verbs.write, file), change: changeOf(diffs) }
    case 'Bash':
    case 'PowerShell':
      return header('run', verbs.run, firstLine(input.command ?? ''), exitOf(result))
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
    case 'web_fetch':
      return header('web', verbs.fetch, webPlace(input.url ?? ''))
    case 'WebSearch':
    case 'web_search':
      return header('web', verbs.web, input.query ?? '')
    case 'bash_code_execution':
      return header('run', verbs.run, firstLine(input.command ?? ''), exitOf(result))
    case 'code_execution':
      return header('run', verbs.code, firstLine(input.code ?? ''), exitOf(result))
    case 'advisor':
      return header('ask', verbs.advisor, '')
    case 'Workflow':
      return header('agent', verbs.workflow, workflowName(input))
    case 'Agent':
    case 'Task':
      return header(
        'agent',
        input.subagent_type ?? verbs.agent,
        input.description ?? firstLine(input.prompt ?? '')
      )
    case 'TodoWrite':
      return header('tasks', verbs.tasks, progressOf(use.input))
    case 'TaskCreate':
      return header('tasks', verbs.newTask, input.subject ?? '')
    case 'TaskUpdate':
      return header('tasks', verbs.tasks, taskChange(input))
    case 'TaskList':
    case 'TaskGet':
      return header('tasks', verbs.readTasks, '')
    case 'ExitPlanMode':
      return header('plan', verbs.plan, firstLine((input.plan ?? '').replace(/^#+\s*/, '')))
    case 'AskUserQuestion':
      return header('ask', verbs.ask, firstLine(readQuestions(use.input)[0]?.question ?? ''))
    case 'Skill':
      return header('skill', verbs.skill, join(input.skill ?? '', '', input.args))
    default: {
      const server = serverTool(use.name)
      const subject = firstLine(subjectOfUnknown(use.input))
      return server === null
        ? header('other', use.name, subject)
        : header('server', `${server.server} · ${server.tool}`, subject)
    }
  }
}

function header(icon: ToolIcon, verb: string, subject: string, outcome: string | null = null): ToolHeader {
  return { icon, verb, subject, outcome, change: null }
}

/** As it is called, or calls itself in its script. */
function workflowName({ name, script, scriptPath }: ToolInput): string {
  const [, said] = /\bname:\s*['"`]([^'"`\n]{1,80})['"`]/.exec((script ?? '').slice(0, 2_000)) ?? []
  return name ?? said ?? scriptPath ?? ''
}

/** ":10–59" of a file of which only a part was read. */
function rangeOf({ offset, limit }: ToolInput): string {
  if (offset === undefined && limit === undefined) return ''
  const first = Math.max(1, offset ?? 1)
  return limit === undefined ? `:${first}–` : `:${first}–${first + limit - 1}`
}

function exitOf(result: ToolResultBlock | null): string | null {
  const code = result === null ? null : exitCode(result)
  return code === null ? null : strings.tool.exitCode(code)
}

function linesIn(result: ToolResultBlock | null): string | null {
  if (result === null || result.is_error) return null
  const text = resultText(result)
  return text === '' || result.truncated ? null : strings.tool.lines(numberedLines(text).lines.length)
}

function matchesIn(result: ToolResultBlock | null): string | null {
  if (result === null || result.is_error || result.truncated) return null
  return strings.tool.matches(foundIn(resultText(result)).count)
}

function join(what: string, where: string, more = ''): string {
  const both = where === '' ? what : strings.tool.within(what, where)
  return more === '' ? both : `${both} ${more}`
}

function firstLine(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return text.trim().length > line.length ? `${line} …` : line
}

/** An address without what makes it long: "example.com/docs/a". */
function webPlace(url: string): string {
  if (!URL.canParse(url)) return url
  const { host, pathname } = new URL(url)
  return host === '' ? url : `${host}${pathname === '/' ? '' : pathname}`
}

function progressOf(input: unknown): string {
  const todos = readTodos(input)
  if (todos.length === 0) return ''
  const done = todos.filter((todo) => todo.status === 'completed').length
  const now = todos.find((todo) => todo.status === 'in_progress')?.text ?? ''
  const progress = strings.tool.progress(done, todos.length)
  return now === '' ? progress : `${progress} · ${firstLine(now)}`
}

function taskChange({ taskId, status, subject }: ToolInput): string {
  const word = status === undefined ? undefined : strings.tool.taskStates[status]
  return [taskId === undefined ? '' : `#${taskId}`, word ?? status ?? '', subject ?? '']
    .filter(Boolean)
    .join(' ')
}

/** The first short text in an input we know nothing about. */
function subjectOfUnknown(input: unknown): string {
  if (typeof input === 'string') return cutText(input, 400)
  if (typeof input !== 'object' || input === null) return ''
  return Object.values(input).find((value) => typeof value === 'string' && value.length < 200) ?? ''
}
