/**
 * What a notification says of a request that waits, and whether it can be answered there. Pure. A person allows only
 * what they have read: a command that stands in the notification from its first letter to its last. Anything longer,
 * a diff, a question or a plan is for the window.
 */
import { z } from 'zod'
import type { PermissionRequest } from '../../shared/session.ts'

export interface QuickAnswer {
  /** Of the request that is asked about, and of no other. */
  readonly requestId: string
  readonly body: string
  readonly answers: readonly ('allow' | 'deny')[]
}

/** What every system shows without cutting it. */
const LONGEST_COMMAND = 120

const Command = z.strictObject({
  command: z
    .string()
    .min(1)
    .max(LONGEST_COMMAND)
    // One line of letters that are seen: nothing below the edge, nothing that turns the text around.
    .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]+$/u),
  description: z.string().optional(),
  timeout: z.number().optional()
})

/** Null when several wait, or none: there is no single thing to say yes to. */
export function quickAnswer(requests: readonly PermissionRequest[]): QuickAnswer | null {
  const [request, ...others] = requests
  if (request === undefined || others.length > 0) return null
  const { id: requestId, toolName, title, input } = request
  if (toolName === 'AskUserQuestion' || toolName === 'ExitPlanMode') {
    return { requestId, body: title, answers: [] }
  }
  const command = toolName === 'Bash' ? Command.safeParse(input) : null
  return command?.success === true
    ? { requestId, body: command.data.command, answers: ['allow', 'deny'] }
    : { requestId, body: title, answers: ['deny'] }
}
