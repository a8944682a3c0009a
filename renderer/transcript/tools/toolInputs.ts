/**
 * The inputs of the tools we draw in their own way, read leniently: every field may be missing,
 * because an input may still be streaming in and another agent may name things differently.
 */
import { z } from 'zod'
import type { ToolUseBlock } from '../../../shared/session.ts'

const text = z.string().optional().catch(undefined)
const count = z.number().int().nonnegative().optional().catch(undefined)

const Edit = z.object({ old_string: z.string().catch(''), new_string: z.string().catch('') })

const ToolInput = z.object({
  file_path: text,
  notebook_path: text,
  path: text,
  /** Lines of a file: the first, from 1, and how many. */
  offset: count,
  limit: count,
  command: text,
  description: text,
  content: text,
  new_source: text,
  cell_type: text,
  edit_mode: text,
  old_string: text,
  new_string: text,
  edits: z.array(Edit).optional().catch(undefined),
  pattern: text,
  query: text,
  url: text,
  prompt: text,
  subagent_type: text,
  plan: text,
  skill: text,
  args: text,
  subject: text,
  taskId: z.coerce.string().optional().catch(undefined),
  status: text,
  /** Of code that the API runs, and of workflows. */
  code: text,
  name: text,
  script: text,
  scriptPath: text,
  text
})
export type ToolInput = z.infer<typeof ToolInput>

const NOTHING: ToolInput = {}

/** Never fails: what cannot be read is simply not there. */
export function readToolInput(input: unknown): ToolInput {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return NOTHING
  const read = ToolInput.safeParse(input)
  return read.success ? read.data : NOTHING
}

/**
 * What a call is about: what stands in the field its agent names, or else in one of those that such calls have as a
 * rule. Empty when there is nothing to name.
 */
export function subjectOf(
  { input, subject }: Pick<ToolUseBlock, 'input' | 'subject'>,
  ...usual: readonly (string | undefined)[]
): string {
  const isNamed = subject !== undefined && typeof input === 'object' && input !== null
  const said: unknown = isNamed ? new Map(Object.entries(input)).get(subject) : undefined
  return typeof said === 'string' ? said : (usual.find((text) => text !== undefined) ?? '')
}

/** A choice a question of the agent offers. */
const QuestionOption = z.object({ label: z.string(), description: z.string().catch('') })
const Question = z.object({
  question: z.string(),
  header: z.string().catch(''),
  multiSelect: z.boolean().catch(false),
  options: z.array(QuestionOption).catch([])
})
export type Question = z.infer<typeof Question>

const QuestionInput = z.object({ questions: z.array(Question).min(1) })

/** The questions a call puts to the person; empty when it holds none that can be read. */
export function readQuestions(input: unknown): readonly Question[] {
  const read = QuestionInput.safeParse(input)
  return read.success ? read.data.questions : []
}
