/** What a tool does and how a call of it ended, whoever's tool it is. Owned here; each agent's table says it of its own tools. */
import { z } from 'zod'

/** What a tool does. The words of every view, rule and icon hang on these alone. */
export const toolKinds = [
  'command',
  'read',
  'edit',
  'search',
  'fetch',
  'task',
  'plan',
  'question',
  'todo',
  'other'
] as const
export type ToolKind = (typeof toolKinds)[number]

/** A kind that a newer version wrote is shown as any tool is. */
export const ToolKind = z.enum(toolKinds).catch('other')

/**
 * What a tool does where that is not what its kind does as a rule: a command runs, an edit puts one text in another's
 * place, a search looks for a text in files, a fetch opens a page, a task goes to a subagent, a plan is put to the
 * person, a list of things to do is written whole.
 */
export const toolVariants = [
  /** Of commands: reads what one has written so far, ends one, runs a program's text, waits for what one writes. */
  'output',
  'stop',
  'code',
  'watch',
  /** Of edits: writes a whole file, writes a cell of a notebook. */
  'write',
  'cell',
  /** Of searches: looks for files by name, lists a folder. */
  'find',
  'list',
  /** Of fetches: searches the web. */
  'web',
  /** Of tasks: begins several agents by a script, asks another model for advice. */
  'workflow',
  'advice',
  /** Of plans: asks to make one first. */
  'begin',
  /** Of lists of things to do: adds one, changes one, looks at them. */
  'add',
  'change',
  'look',
  /** Of any other: belongs to a server (of the Model Context Protocol), is a skill, moves the work to a worktree. */
  'server',
  'skill',
  'worktree'
] as const
export type ToolVariant = (typeof toolVariants)[number]

/** One that a newer version wrote is left out: the kind says enough. */
export const ToolVariant = z.enum(toolVariants).optional().catch(undefined).optional()

const word = z.string().optional().catch(undefined).optional()

/** What a call carries beside its name and input, so that nobody has to know the name. */
export const toolFacts = {
  /** Absent, in what older versions wrote and nobody could name since: any tool. */
  kind: ToolKind.optional(),
  variant: ToolVariant,
  /** The field of its input that says what the call is about: a path, a command, a text that is looked for. */
  subject: word,
  /** Its name as people read it, where that is not the name itself. */
  label: word
}

/** What stands beside the name of a tool wherever one is told: its kind, its subject, what it edits. */
export const ToolFacts = z.object(toolFacts)
export type ToolFacts = z.infer<typeof ToolFacts>

const Ending = z.discriminatedUnion('kind', [
  /** A person said no; `note` is what they wrote with it, null when they wrote nothing. */
  z.object({ kind: z.literal('denied'), note: z.string().nullable() }),
  /** Its mode held it back: plan mode let nothing be changed, or nobody was to be asked. */
  z.object({ kind: z.literal('held'), because: z.enum(['plan_mode', 'dont_ask']).catch('plan_mode') }),
  /** The turn was stopped. */
  z.object({ kind: z.literal('stopped') }),
  /** `code` says why, where the tool says it by one of `toolFailures`, and `said` what it says of it. */
  z.object({ kind: z.literal('failed'), code: word, said: word })
])

/** How a call ended that came to no good. One that a newer version wrote is a failure like any other. */
export const ToolEnding = Ending.catch({ kind: 'failed' })
export type ToolEnding = z.infer<typeof Ending>

const DENIED_WITH = 'The user denied this and said: '

/** What an agent is told of a denial with a note; `noteIn` finds the note in it again. */
export function denialWith(note: string): string {
  return `${DENIED_WITH}${note}`
}

/** The note of a denial that was made by `denialWith`; null for any other text. */
export function noteIn(text: string): string | null {
  return text.startsWith(DENIED_WITH) ? text.slice(DENIED_WITH.length).trim() : null
}

/** Whether a call of the tool is itself something a person answers: a plan that is to be carried out, a question. */
export function isPutToPerson({ kind, variant }: Pick<ToolFacts, 'kind' | 'variant'>): boolean {
  return kind === 'question' || (kind === 'plan' && variant === undefined)
}
