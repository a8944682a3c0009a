/**
 * The one line that stands for a tool call: what it does, to what, and what came of it.
 * "Read src/a.ts · 42 lines", "Run npm test", "Edit a.ts +3 −1". Pure; `ToolCall` draws it.
 */
import { cutText, shortText } from '../../../shared/cutText.ts'
import { unreachable } from '../../../shared/errors.ts'
import type { ToolResultBlock, ToolUseBlock } from '../../../shared/session.ts'
import { strings } from '../../strings/strings.ts'
import { numberedLines } from './code/numberedLines.ts'
import { changeOf, editDiffs } from './diff/editDiffs.ts'
import type { EditDiff } from './diff/editDiffs.ts'
import { foundIn } from './foundIn.ts'
import { printable } from './printable.ts'
import { relativePath } from './relativePath.ts'
import { exitCode, resultText } from './resultText.ts'
import { readTodos } from './tasks/latestTasks.ts'
import { readQuestions, readToolInput, subjectOf } from './toolInputs.ts'
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
  const kind = use.kind ?? 'other'
  const call: Described = { use, result, projectPath, input: readToolInput(use.input) }
  switch (kind) {
    case 'read':
      return header('read', verbs().read, `${fileOf(call)}${rangeOf(call.input)}`, linesIn(result))
    case 'edit':
      return { ...editHeader(call), change: changeOf(diffs) }
    case 'command':
      return commandHeader(call)
    case 'search':
      return searchHeader(call)
    case 'fetch':
      return use.variant === 'web'
        ? header('web', verbs().web, subjectOf(use, call.input.query))
        : header('web', verbs().fetch, webPlace(subjectOf(use, call.input.url)))
    case 'task':
      return taskHeader(call)
    case 'plan':
      if (use.variant === 'begin') return anyHeader(use)
      return header('plan', verbs().plan, firstLine(subjectOf(use, call.input.plan).replace(/^#+\s*/, '')))
    case 'question':
      return header('ask', verbs().ask, firstLine(readQuestions(use.input)[0]?.question ?? ''))
    case 'todo':
      return todoHeader(call)
    case 'other':
      return anyHeader(use)
    default:
      return unreachable(kind)
  }
}

/** A call as its line is made of it. */
interface Described {
  readonly use: ToolUseBlock
  readonly result: ToolResultBlock | null
  readonly projectPath: string
  readonly input: ToolInput
}

const verbs = (): typeof strings.tool.verbs => strings.tool.verbs

function fileOf({ use, input, projectPath }: Described): string {
  return relativePath(subjectOf(use, input.file_path, input.notebook_path, input.path), projectPath)
}

function editHeader(call: Described): ToolHeader {
  if (call.use.variant === 'write') return header('write', verbs().write, fileOf(call))
  return header('edit', call.use.variant === 'cell' ? verbs().notebook : verbs().edit, fileOf(call))
}

function commandHeader({ use, result, input }: Described): ToolHeader {
  const command = firstLine(subjectOf(use, input.command))
  switch (use.variant) {
    case 'output':
      return header('run', verbs().output, command, linesIn(result))
    case 'stop':
      return header('run', verbs().stop, command)
    case 'code':
      return header('run', verbs().code, command, exitOf(result))
    case 'watch':
      return anyHeader(use)
    default:
      return header('run', verbs().run, command, exitOf(result))
  }
}

function searchHeader({ use, result, input, projectPath }: Described): ToolHeader {
  const folder = relativePath(input.path ?? '', projectPath)
  /** Where it looked; the whole project needs no mention. */
  const place = folder === projectPath || folder === '.' ? '' : folder
  switch (use.variant) {
    case 'list':
      return header('list', verbs().list, place === '' ? '.' : place, matchesIn(result))
    case 'find':
      return header('search', verbs().find, join(subjectOf(use, input.pattern), place), matchesIn(result))
    default: {
      const text = subjectOf(use, input.pattern, input.query, input.text)
      return header('search', verbs().search, join(text, place), matchesIn(result))
    }
  }
}

function taskHeader({ use, input }: Described): ToolHeader {
  switch (use.variant) {
    case 'workflow':
      return header('agent', verbs().workflow, workflowName(input))
    case 'advice':
      return header('ask', verbs().advisor, '')
    default: {
      const task = subjectOf(use, input.description)
      return header('agent', input.subagent_type ?? verbs().agent, task || firstLine(input.prompt ?? ''))
    }
  }
}

function todoHeader({ use, input }: Described): ToolHeader {
  switch (use.variant) {
    case 'add':
      return header('tasks', verbs().newTask, subjectOf(use, input.subject))
    case 'change':
      return header('tasks', verbs().tasks, taskChange(input))
    case 'look':
      return header('tasks', verbs().readTasks, '')
    default:
      return header('tasks', verbs().tasks, progressOf(use.input))
  }
}

/** A tool that may do anything is called as its agent calls it. */
function anyHeader(use: ToolUseBlock): ToolHeader {
  const { variant, name, label = name, input } = use
  if (variant === 'skill') {
    return header('skill', verbs().skill, join(subjectOf(use), '', readToolInput(input).args))
  }
  const subject = firstLine(subjectOf(use) || subjectOfUnknown(input))
  return header(variant === 'server' ? 'server' : 'other', label, subject)
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
