/** One line for people: what a tool call would do. Pure; `input` is whatever the model wrote. */
import path from 'node:path'
import { z } from 'zod'
import type { PermissionRequest } from '../../../shared/session.ts'
import { titleLine, titled } from '../permissionAct.ts'
import type { Act } from '../permissionAct.ts'

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
export function permissionTitle(
  toolName: string,
  input: unknown,
  cwd: string
): Pick<PermissionRequest, 'title' | 'act'> {
  const fields = Input.safeParse(input).data ?? {}
  const question = toolName === 'AskUserQuestion' ? fields.questions?.[0]?.question : undefined
  // A question is the agent's own word.
  if (question !== undefined) return { title: titleLine(question) }
  return titled(actOf(toolName, fields, cwd))
}

function actOf(toolName: string, input: z.infer<typeof Input>, cwd: string): Act {
  const file = shorten(input.file_path ?? input.notebook_path ?? input.path, cwd)
  switch (toolName) {
    case 'Bash':
    case 'PowerShell':
      return { what: 'run', subject: input.command }
    case 'Monitor':
      return { what: 'watch', subject: input.command }
    case 'EnterWorktree':
      return { what: 'work_in_worktree' }
    case 'Edit':
    case 'MultiEdit':
      return { what: 'edit', subject: file }
    case 'NotebookEdit':
      return { what: 'edit_notebook', subject: file }
    case 'Write':
      return { what: 'write', subject: file }
    case 'Read':
      return { what: 'read', subject: file }
    case 'Glob':
    case 'Grep':
      return { what: 'search_in', subject: file }
    case 'WebFetch':
      return { what: 'fetch', subject: input.url }
    case 'WebSearch':
      return { what: 'search_web', subject: input.query }
    case 'Agent':
    case 'Task':
      return { what: 'start_agent', subject: input.description }
    case 'ExitPlanMode':
      return { what: 'carry_out_plan' }
    case 'EnterPlanMode':
      return { what: 'plan_first' }
    case 'AskUserQuestion':
      return { what: 'answer_question' }
    default:
      return anyUse(toolName)
  }
}

/** `mcp__server__tool` names a tool and who offers it. */
function anyUse(toolName: string): Act {
  const [prefix, server, ...tool] = toolName.split('__')
  return prefix === 'mcp' && server !== undefined && tool.length > 0
    ? { what: 'use', subject: tool.join('__'), server }
    : { what: 'use', subject: toolName }
}

function shorten(file: string | undefined, cwd: string): string | undefined {
  if (file === undefined) return undefined
  const relative = path.relative(cwd, file)
  const isInside = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative)
  return isInside ? relative : file
}
