/** One line for people: what a tool call would do. Pure; `input` is whatever the model wrote. */
import path from 'node:path'
import { z } from 'zod'
import { shortLine } from '../../../shared/cutText.ts'

const TITLE_LIMIT = 200

const Input = z.object({
  command: z.string().optional().catch(undefined),
  file_path: z.string().optional().catch(undefined),
  notebook_path: z.string().optional().catch(undefined),
  path: z.string().optional().catch(undefined),
  url: z.string().optional().catch(undefined),
  query: z.string().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
  questions: z
    .array(z.object({ question: z.string() }))
    .optional()
    .catch(undefined)
})

/** `cwd` shortens paths inside the project. */
export function permissionTitle(toolName: string, input: unknown, cwd: string): string {
  const title = titleOf(toolName, Input.safeParse(input).data ?? {}, cwd)
    .replaceAll(/\s+/g, ' ')
    .trim()
  return shortLine(title, TITLE_LIMIT)
}

function titleOf(toolName: string, input: z.infer<typeof Input>, cwd: string): string {
  const file = shorten(input.file_path ?? input.notebook_path ?? input.path, cwd)
  switch (toolName) {
    case 'Bash':
    case 'PowerShell':
      return `Run ${input.command ?? 'a command'}`
    case 'Monitor':
      return input.command === undefined ? 'Watch for something' : `Watch ${input.command}`
    case 'EnterWorktree':
      return 'Work in a worktree of the project'
    case 'Edit':
    case 'MultiEdit':
      return `Edit ${file ?? 'a file'}`
    case 'NotebookEdit':
      return `Edit ${file ?? 'a notebook'}`
    case 'Write':
      return `Write ${file ?? 'a file'}`
    case 'Read':
      return `Read ${file ?? 'a file'}`
    case 'Glob':
    case 'Grep':
      return `Search in ${file ?? 'the project'}`
    case 'WebFetch':
      return `Fetch ${input.url ?? 'a page'}`
    case 'WebSearch':
      return `Search the web for ${input.query ?? 'something'}`
    case 'Agent':
    case 'Task':
      return `Start an agent: ${input.description ?? 'a task'}`
    case 'ExitPlanMode':
      return 'Carry out this plan'
    case 'EnterPlanMode':
      return 'Make a plan first'
    case 'AskUserQuestion':
      return input.questions?.[0]?.question ?? 'Answer a question'
    default:
      return anyUse(toolName)
  }
}

/** `mcp__server__tool` names a tool and who offers it. */
function anyUse(toolName: string): string {
  const [prefix, server, ...tool] = toolName.split('__')
  return prefix === 'mcp' && server !== undefined && tool.length > 0
    ? `Use ${tool.join('__')} of ${server}`
    : `Use ${toolName}`
}

function shorten(file: string | undefined, cwd: string): string | undefined {
  if (file === undefined) return undefined
  const relative = path.relative(cwd, file)
  const isInside = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative)
  return isInside ? relative : file
}
