/**
 * The tools of the guide: the one place where it is said what they are. Its inputs have the fields of Claude Code's, so
 * that everything that draws or decides has both to read alike. And how its older transcripts say what became of a call. Pure.
 */
import type { ToolResultBlock } from '../../../shared/session.ts'
import { noteIn } from '../../../shared/tool.ts'
import type { ToolEnding, ToolFacts } from '../../../shared/tool.ts'
import { factsOfRow } from '../toolMarks.ts'
import type { AgentTools, ToolRow } from '../toolMarks.ts'

const rows = {
  LS: { kind: 'search', variant: 'list', subject: 'path' },
  Read: { kind: 'read', subject: 'file_path' },
  Grep: { kind: 'search', subject: 'pattern' },
  Bash: { kind: 'command', subject: 'command' },
  Write: { kind: 'edit', variant: 'write', subject: 'file_path' },
  Edit: { kind: 'edit', subject: 'file_path' },
  AskUserQuestion: { kind: 'question', subject: 'questions' },
  ExitPlanMode: { kind: 'plan', subject: 'plan' },
  TodoWrite: { kind: 'todo', subject: 'todos' },
  Agent: { kind: 'task', subject: 'description' }
} satisfies Readonly<Record<string, ToolRow>>

export const guideToolNames: readonly string[] = Object.keys(rows)

const known: ReadonlyMap<string, ToolFacts> = new Map(
  Object.entries(rows).map(([name, row]): [string, ToolFacts] => [name, factsOfRow(row)])
)

/** What the guide says of a call that came to nothing. Models read such words; here they are for the transcript alone. */
export const guideSays = {
  denied: 'You did not allow this.',
  unanswered: 'You did not answer.',
  planKept: 'You want to go on planning.',
  held: 'The session is in plan mode, so nothing is run or written. Choose another permission mode and ask me again.',
  stopped: 'Stopped before it was done.'
} as const

const denials: ReadonlySet<string> = new Set([guideSays.denied, guideSays.unanswered, guideSays.planKept])

/** How a call ended that a person said no to: with their words, or without. */
export function deniedWith(message: string | undefined): ToolEnding {
  const said = message?.trim() ?? ''
  return { kind: 'denied', note: said === '' ? null : (noteIn(said) ?? said) }
}

/** Older versions wrote only the words. */
function endingIn(text: string): ToolEnding | null {
  const note = noteIn(text)
  if (note !== null) return { kind: 'denied', note }
  if (denials.has(text)) return { kind: 'denied', note: null }
  if (text.startsWith('The session is in plan mode,')) return { kind: 'held', because: 'plan_mode' }
  return text.startsWith('Stopped before it was done') ? { kind: 'stopped' } : null
}

function readResult(result: ToolResultBlock): ToolResultBlock {
  const { content, is_error: isError } = result
  const ending = isError && typeof content === 'string' ? endingIn(content.trim()) : null
  return ending === null ? result : { ...result, ending }
}

export const guideTools: AgentTools = {
  factsOf: (name) => known.get(name) ?? { kind: 'other' },
  readResult
}
