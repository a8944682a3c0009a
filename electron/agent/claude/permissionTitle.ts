/** One line for people: what a tool call would do. Pure; `input` is whatever the model wrote. */
import path from 'node:path'
import { z } from 'zod'
import { unreachable } from '../../../shared/errors.ts'
import type { PermissionRequest } from '../../../shared/session.ts'
import type { ToolFacts } from '../../../shared/tool.ts'
import { titleLine, titled } from '../permissionAct.ts'
import type { Act } from '../permissionAct.ts'
import { factsOf } from './claudeTools.ts'

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
  const facts = factsOf(toolName)
  const question = facts.kind === 'question' ? fields.questions?.[0]?.question : undefined
  // A question is the agent's own word.
  if (question !== undefined) return { title: titleLine(question) }
  return titled(actOf(facts, fields, cwd) ?? anyUse(toolName))
}

/** Null for what is told by the tool's name. */
function actOf(
  { kind = 'other', variant }: ToolFacts,
  input: z.infer<typeof Input>,
  cwd: string
): Act | null {
  const file = shorten(input.file_path ?? input.notebook_path ?? input.path, cwd)
  switch (kind) {
    case 'command':
      if (variant === 'watch') return { what: 'watch', subject: input.command }
      return variant === undefined ? { what: 'run', subject: input.command } : null
    case 'edit':
      if (variant === 'write') return { what: 'write', subject: file }
      return { what: variant === 'cell' ? 'edit_notebook' : 'edit', subject: file }
    case 'read':
      return { what: 'read', subject: file }
    case 'search':
      return variant === 'list' ? { what: 'list', subject: file } : { what: 'search_in', subject: file }
    case 'fetch':
      return variant === 'web'
        ? { what: 'search_web', subject: input.query }
        : { what: 'fetch', subject: input.url }
    case 'task':
      return variant === undefined ? { what: 'start_agent', subject: input.description } : null
    case 'plan':
      return { what: variant === 'begin' ? 'plan_first' : 'carry_out_plan' }
    case 'question':
      return { what: 'answer_question' }
    case 'todo':
      return null
    case 'other':
      return variant === 'worktree' ? { what: 'work_in_worktree' } : null
    default:
      return unreachable(kind)
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
