/**
 * What "remember this" saves for a tool call, and whether a saved rule covers a later one. Pure: where a file
 * really is, whoever asks brings along. The agents' adapters ask `ruleFor` when a permission is requested; the
 * session's `decidePermission` asks again with real paths, and `ruleMatches` before a person is bothered.
 *
 * A rule is as narrow as what the person saw: one exact command, one exact file, one exact host, and for every
 * other tool one exact call. There is no rule for "any use" of a tool: such rules of older versions cover nothing.
 */
import { z } from 'zod'
import { unreachable } from '../../shared/errors.ts'
import type { PermissionRequest, PermissionRule } from '../../shared/session.ts'
import { canonicalJson } from './canonicalJson.ts'

/** Longer ones nobody reads before allowing them for good. */
const LONGEST_PATTERN = 10_000

const HALF_A_CHARACTER = /\p{Surrogate}/u

/** As it came: a record of zod's would leave out fields with odd names (`__proto__`). */
const Fields = z.custom<object>(
  (input) => typeof input === 'object' && input !== null && !Array.isArray(input)
)
const ShellInput = z.object({ command: z.string().min(1) })
/** Asks to leave the sandbox: a wider deed than the same call inside it, whatever the tool is called. */
const SandboxedInput = z.object({ dangerouslyDisableSandbox: z.literal(false).optional() })
/** What a command is told beside what it does. */
const BESIDE_THE_COMMAND: ReadonlySet<string> = new Set([
  'dangerouslyDisableSandbox',
  'description',
  'timeout',
  'timeout_ms'
])
const FolderInput = z.object({ path: z.string() })
const GlobInput = z.object({ path: z.string(), pattern: z.string() })
const UrlInput = z.object({ url: z.string() })

/** What one call is about. */
export type PermissionSubject =
  /** Compared as it stands. */
  | { readonly kind: 'text'; readonly pattern: string }
  /** A file or folder, as the agent names it: compared by where it really is at the moment. */
  | { readonly kind: 'file'; readonly path: string }
  /** It cannot be told, or must be asked each time. */
  | { readonly kind: 'none' }

/** Where a file really is; null when that cannot be told. */
export type RealPathOf = (path: string) => string | null

const none: PermissionSubject = { kind: 'none' }
const asWritten: RealPathOf = (path) => path

/** A call as a rule is made of it. Its kind is its agent's word, never the model's. */
export type AskedCall = Pick<PermissionRequest, 'toolName' | 'input' | 'kind' | 'variant' | 'subject'>

/** The rules that remembering this call would save; empty when it cannot be remembered. */
export function ruleFor(call: AskedCall, realPathOf: RealPathOf = asWritten): PermissionRule[] {
  const subject = subjectOf(call)
  switch (subject.kind) {
    case 'text':
      return ruleOf(call.toolName, subject.pattern)
    case 'file':
      return ruleOf(call.toolName, realPathOf(subject.path))
    case 'none':
      return []
    default:
      return unreachable(subject)
  }
}

/** Whether `rule` allows this call. */
export function ruleMatches(
  rule: PermissionRule,
  call: AskedCall,
  realPathOf: RealPathOf = asWritten
): boolean {
  return ruleFor(call, realPathOf).some(
    (own) => own.toolName === rule.toolName && own.pattern === rule.pattern
  )
}

export function subjectOf({ kind = 'other', variant, subject, input }: AskedCall): PermissionSubject {
  if (!SandboxedInput.safeParse(input).success) return none
  switch (kind) {
    case 'question':
    case 'plan':
      // The answer is the point: there is nothing to remember.
      return none
    case 'command':
      if (variant === undefined) return commandOf(input)
      // It watches what a command writes, or a socket; others name no command.
      return variant === 'watch' && ShellInput.safeParse(input).success ? commandOf(input) : callOf(input)
    case 'edit':
    case 'read':
      return fileOf(textAt(input, subject))
    case 'search':
      return variant === 'find' ? filesOf(input) : fileOf(FolderInput.safeParse(input).data?.path)
    case 'fetch':
      return variant === 'web' ? callOf(input) : siteOf(UrlInput.safeParse(input).data?.url)
    case 'task':
    case 'todo':
    case 'other':
      return callOf(input)
    default:
      return unreachable(kind)
  }
}

function textAt(input: unknown, field: string | undefined): string | undefined {
  const fields = Fields.safeParse(input).data
  if (fields === undefined || field === undefined) return undefined
  const value: unknown = new Map<string, unknown>(Object.entries(fields)).get(field)
  return typeof value === 'string' ? value : undefined
}

/** The pattern itself may lead out of the folder. */
function filesOf(input: unknown): PermissionSubject {
  const glob = GlobInput.safeParse(input).data
  return glob !== undefined && staysBelow(glob.pattern) ? fileOf(glob.path) : none
}

/** Text that a database would not give back as it was equals nothing. */
function ruleOf(toolName: string, pattern: string | null): PermissionRule[] {
  if (toolName === '' || pattern === null || pattern === '' || pattern.length > LONGEST_PATTERN) return []
  return HALF_A_CHARACTER.test(toolName + pattern) ? [] : [{ toolName, pattern }]
}

/**
 * The command as it stands. Where more is asked than to run it (in the background, elsewhere), the whole call
 * without what only describes it. One that looks like a whole call is written as one, so that the two never meet.
 */
function commandOf(input: unknown): PermissionSubject {
  const command = ShellInput.safeParse(input).data?.command
  if (command === undefined) return none
  const said = Object.entries(Fields.parse(input)).filter(
    ([name, value]) => !BESIDE_THE_COMMAND.has(name) && !(name === 'run_in_background' && value === false)
  )
  const isPlain = said.length === 1 && !command.startsWith('{')
  if (!isPlain) return callOf(Object.fromEntries(said))
  return text(command)
}

/** Exactly this call. */
function callOf(input: unknown): PermissionSubject {
  const fields = Fields.safeParse(input).data
  return fields === undefined ? none : text(canonicalJson(fields))
}

/** Only a path that means the same to everybody: absolute, and without steps that a link would bend. */
function fileOf(path: string | undefined): PermissionSubject {
  if (path === undefined || path.includes('\0')) return none
  const isAbsolute = path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path)
  const isPlain = !/(?:^|[\\/])\.{0,2}(?=[\\/]|$)/.test(path.replace(/^(?:[A-Za-z]:)?[\\/]/, ''))
  return isAbsolute && (isPlain || path === '/') ? { kind: 'file', path } : none
}

function staysBelow(pattern: string): boolean {
  return !/^(?:[\\/~]|[A-Za-z]:)|(?:^|[\\/{,])\.\.(?:[\\/},]|$)/.test(pattern)
}

/**
 * `domain:` and the host: a person allows a site, not one page of it. Where a redirect leads is not ours to see.
 * Another port is another server, and so is the same one without encryption (`domain:host:80`).
 */
function siteOf(url: string | undefined): PermissionSubject {
  const parsed = url === undefined ? null : URL.parse(url)
  if (parsed === null || parsed.host === '' || parsed.username !== '' || parsed.password !== '') return none
  switch (parsed.protocol) {
    case 'https:':
      return text(parsed.port === '' ? `domain:${parsed.host}` : `domain:https://${parsed.host}`)
    case 'http:':
      return text(`domain:${parsed.hostname}:${parsed.port === '' ? '80' : parsed.port}`)
    default:
      return none
  }
}

function text(pattern: string | null): PermissionSubject {
  return pattern === null ? none : { kind: 'text', pattern }
}
