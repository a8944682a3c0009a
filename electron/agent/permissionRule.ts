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
import type { PermissionRule } from '../../shared/session.ts'
import { canonicalJson } from './canonicalJson.ts'

/** Questions to a person: the answer is the point, so there is nothing to remember. */
const ALWAYS_ASKED: ReadonlySet<string> = new Set(['AskUserQuestion', 'ExitPlanMode', 'EnterPlanMode'])

/** Tools that look and change nothing, whatever their input says. */
const LOOKING: ReadonlySet<string> = new Set([
  'Glob',
  'Grep',
  'LS',
  'NotebookRead',
  'Read',
  'WebFetch',
  'WebSearch'
])

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
const FileInput = z.object({ file_path: z.string() })
const NotebookInput = z.object({ notebook_path: z.string() })
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

/** The rules that remembering this call would save; empty when it cannot be remembered. */
export function ruleFor(
  toolName: string,
  input: unknown,
  realPathOf: RealPathOf = asWritten
): PermissionRule[] {
  const subject = subjectOf(toolName, input)
  switch (subject.kind) {
    case 'text':
      return ruleOf(toolName, subject.pattern)
    case 'file':
      return ruleOf(toolName, realPathOf(subject.path))
    case 'none':
      return []
    default:
      return unreachable(subject)
  }
}

/** Whether `rule` allows this call. */
export function ruleMatches(
  rule: PermissionRule,
  toolName: string,
  input: unknown,
  realPathOf: RealPathOf = asWritten
): boolean {
  return ruleFor(toolName, input, realPathOf).some(
    (own) => own.toolName === rule.toolName && own.pattern === rule.pattern
  )
}

/** Whether a tool of this name can only look. An unknown one may do anything. */
export function onlyLooks(toolName: string): boolean {
  return LOOKING.has(toolName)
}

export function subjectOf(toolName: string, input: unknown): PermissionSubject {
  if (ALWAYS_ASKED.has(toolName) || !SandboxedInput.safeParse(input).success) return none
  switch (toolName) {
    case 'Bash':
    case 'PowerShell':
      return commandOf(input)
    case 'Monitor':
      // It watches what a command writes, or a socket.
      return ShellInput.safeParse(input).success ? commandOf(input) : callOf(input)
    case 'Edit':
    case 'MultiEdit':
    case 'Write':
    case 'Read':
      return fileOf(FileInput.safeParse(input).data?.file_path)
    case 'NotebookEdit':
    case 'NotebookRead':
      return fileOf(NotebookInput.safeParse(input).data?.notebook_path)
    case 'Grep':
    case 'LS':
      return fileOf(FolderInput.safeParse(input).data?.path)
    case 'Glob': {
      const glob = GlobInput.safeParse(input).data
      // The pattern itself may lead out of the folder.
      return glob !== undefined && staysBelow(glob.pattern) ? fileOf(glob.path) : none
    }
    case 'WebFetch':
      return siteOf(UrlInput.safeParse(input).data?.url)
    default:
      return callOf(input)
  }
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
