/**
 * What a notification says of a request that waits, and whether it can be answered there. Pure. A person allows only
 * what they have read: a plain command that stands in the notification from its first letter to its last. Anything
 * longer, anything with more to it, a diff, a question or a plan is for the window.
 */
import { z } from 'zod'
import { cutText, shortLine } from '../../../shared/cutText.ts'
import type { PermissionRequest } from '../../../shared/session.ts'
import { isPutToPerson } from '../../../shared/tool.ts'

export interface QuickAnswer {
  /** Of the request that is asked about, and of no other. */
  readonly requestId: string
  readonly body: string
  readonly answers: readonly ('allow' | 'deny')[]
}

/** What every system shows without cutting it. */
const LONGEST_COMMAND = 120
const LONGEST_TITLE = 160

/** One line of ASCII, which is drawn as it is: no letter that is not seen, or looks like another, or is wider than one. */
const PLAIN_LINE = /^[!-~](?: ?[!-~])*$/
/**
 * Signs by which a command means more than it says, or leads somewhere else: quotes and escapes that put words together,
 * variables, patterns, addresses, `~`, `..`, paths from the root on, and `cd`. And what a notification takes for markup.
 */
const MORE_THAN_IT_SAYS =
  /["'\\`$%!*?[\]{}()#^~<>&@]|\.\.|(?:^|[^\w.-])\/|:[\\/]|(?:^|\s)-[^\s/]*\/|\b(?:cd|pushd|popd|chdir)\b/i

const Command = z.strictObject({
  command: z
    .string()
    .max(LONGEST_COMMAND)
    .regex(PLAIN_LINE)
    .refine((command) => !MORE_THAN_IT_SAYS.test(command)),
  /** The agent's words about it, which change nothing. */
  description: z.string().optional()
})

/** Null when several wait, or none: there is no single thing to say yes to. */
export function quickAnswer(requests: readonly PermissionRequest[]): QuickAnswer | null {
  const [request, ...others] = requests
  if (request === undefined || others.length > 0) return null
  const { id: requestId, kind, variant, title, input } = request
  const body = plainLine(title, LONGEST_TITLE)
  if (isPutToPerson(request)) return { requestId, body, answers: [] }
  const isCommand = kind === 'command' && variant === undefined
  const command = isCommand && !hasMore(request) ? Command.safeParse(input) : null
  return command?.success === true
    ? { requestId, body: command.data.command, answers: ['allow', 'deny'] }
    : { requestId, body, answers: ['deny'] }
}

/** There is more to say of it than what would run. */
function hasMore({ cause, reason, blockedPath, defaultToNo }: PermissionRequest): boolean {
  return cause !== undefined || reason !== undefined || blockedPath !== undefined || defaultToNo === true
}

/**
 * Foreign text as one plain line: nothing that is not seen, no second line, and no markup. Several systems read a
 * notification as markup and others do not: signs that look the same mean nothing to either.
 */
export function plainLine(text: string, longest: number): string {
  const line = cutText(text, longest * 4)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('&', '＆')
  return shortLine(line, longest)
}
