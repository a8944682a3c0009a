/**
 * What "remember this" saves for a tool call, and whether a saved rule covers a later one. Pure.
 * The agents' adapters ask `ruleFor` when a permission is requested; the session host asks
 * `ruleMatches` before it bothers a person. A rule is always as narrow as what the person saw:
 * one exact command, one exact file, one exact host.
 */
import { z } from 'zod'
import { unreachable } from '../../shared/errors.ts'
import type { PermissionRule } from '../../shared/session.ts'

/** Questions to a person: the answer is the point, so there is nothing to remember. */
const ALWAYS_ASKED: ReadonlySet<string> = new Set(['AskUserQuestion', 'ExitPlanMode', 'EnterPlanMode'])

const ShellInput = z.object({
  command: z.string().min(1),
  /** Asks to leave the sandbox: a wider deed than the same command inside it. */
  dangerouslyDisableSandbox: z.boolean().optional()
})
const FileInput = z.object({ file_path: z.string().min(1) })
const NotebookInput = z.object({ notebook_path: z.string().min(1) })
const FolderInput = z.object({ path: z.string().min(1) })
const UrlInput = z.object({ url: z.string().min(1) })

/** What one call is about: a subject to compare, `any` when the tool has none, `unclear` when it cannot be told. */
type Subject =
  | { readonly kind: 'exact'; readonly pattern: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'unclear' }

/** The rules that remembering this call would save; empty when it cannot be remembered. */
export function ruleFor(toolName: string, input: unknown): PermissionRule[] {
  if (toolName === '' || ALWAYS_ASKED.has(toolName)) return []
  const subject = subjectOf(toolName, input)
  switch (subject.kind) {
    case 'exact':
      return [{ toolName, pattern: subject.pattern }]
    case 'any':
      return [{ toolName, pattern: null }]
    case 'unclear':
      return []
    default:
      return unreachable(subject)
  }
}

/** Whether `rule` allows this call. A rule without a pattern allows every use of its tool. */
export function ruleMatches(rule: PermissionRule, toolName: string, input: unknown): boolean {
  if (rule.toolName !== toolName || ALWAYS_ASKED.has(toolName)) return false
  if (rule.pattern === null) return true
  const subject = subjectOf(toolName, input)
  return subject.kind === 'exact' && subject.pattern === rule.pattern
}

function subjectOf(toolName: string, input: unknown): Subject {
  switch (toolName) {
    case 'Bash':
    case 'PowerShell':
      return exact(commandOf(input))
    case 'Edit':
    case 'MultiEdit':
    case 'Write':
    case 'Read':
      return exact(FileInput.safeParse(input).data?.file_path)
    case 'NotebookEdit':
    case 'NotebookRead':
      return exact(NotebookInput.safeParse(input).data?.notebook_path)
    case 'Glob':
    case 'Grep':
    case 'LS':
      return exact(FolderInput.safeParse(input).data?.path)
    case 'WebFetch':
      return exact(domainOf(UrlInput.safeParse(input).data?.url))
    default:
      return { kind: 'any' }
  }
}

function exact(pattern: string | undefined): Subject {
  return pattern === undefined ? { kind: 'unclear' } : { kind: 'exact', pattern }
}

function commandOf(input: unknown): string | undefined {
  const shell = ShellInput.safeParse(input).data
  return shell === undefined || shell.dangerouslyDisableSandbox === true ? undefined : shell.command
}

/** `domain:` and the host with its port, if the URL names one: another port is another server. */
function domainOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined
  const parsed = URL.parse(url) ?? URL.parse(`https://${url}`)
  return parsed === null || parsed.host === '' ? undefined : `domain:${parsed.host}`
}
