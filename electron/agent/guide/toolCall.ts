/** The tools the guide uses, with inputs as Claude Code's tools of the same names have them. */
import { z } from 'zod'
import type { ToolEnding } from '../../../shared/tool.ts'

/** Paths are absolute. */
export const ToolCall = z.discriminatedUnion('name', [
  z.object({ name: z.literal('LS'), input: z.object({ path: z.string().min(1) }) }),
  z.object({ name: z.literal('Read'), input: z.object({ file_path: z.string().min(1) }) }),
  z.object({
    name: z.literal('Grep'),
    input: z.object({ pattern: z.string().min(1), path: z.string().min(1) })
  }),
  z.object({ name: z.literal('Bash'), input: z.object({ command: z.string().min(1) }) }),
  z.object({
    name: z.literal('Write'),
    input: z.object({ file_path: z.string().min(1), content: z.string() })
  }),
  z.object({
    name: z.literal('Edit'),
    input: z.object({ file_path: z.string().min(1), old_string: z.string().min(1), new_string: z.string() })
  })
])
export type ToolCall = z.infer<typeof ToolCall>

/** What came of one: the result block's text, and the sentence the guide ends its answer with. */
export interface ToolOutcome {
  readonly content: string
  readonly isError: boolean
  /** Of an error: whose doing it was; absent: it failed. */
  readonly ending?: ToolEnding
  readonly conclusion: string
}

/** A failure is told twice: as the tool's result, and as the guide's answer. */
export function failedBecause(sentence: string): ToolOutcome {
  return { content: sentence, isError: true, conclusion: sentence }
}
