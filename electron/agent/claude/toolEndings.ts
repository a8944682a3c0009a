/**
 * How a call of Claude Code ended, out of the words its result has for the model: its own (in a terminal and through
 * the SDK), those `permissionBroker.ts` answers with, and the codes of the tools the API runs itself. And what of them
 * is for people. Pure.
 */
import type { ToolResultBlock } from '../../../shared/session.ts'
import { noteIn } from '../../../shared/tool.ts'
import type { ToolEnding } from '../../../shared/tool.ts'
import { isToolFailure } from '../../../shared/toolFailures.ts'

/** Denials without a note, and with one behind it. */
const DENIED =
  /^(?:The user does not want this\. Ask what to do instead\.|Not allowed by the user|The user doesn't want to (?:proceed with this tool use|take this action right now)\.)/
const TOLD = /the user said:\s*([\s\S]+)$/
const HELD_BY_PLAN = /^Plan mode: nothing may be changed yet\./
const HELD_UNASKED = /^The user has chosen not to be asked, so this is not done\./
const STOPPED =
  /^(?:The turn was stopped before this was answered\.|\[Tool call interrupted|\[Request interrupted by user)/
/** What the program itself says of a call it could not carry out: nobody has answered it. */
const OF_THE_PROGRAM = /^(?:Error|InputValidationError|No such tool)\b/

/** Refusals come in a tag meant for the model. */
const OPENS = '<tool_use_error>'
const CLOSES = '</tool_use_error>'

/** Before the ids of calls of the tools the API runs itself. */
export const serverCallPrefix = 'srvtoolu_'

/** Without the tag around a refusal; with its ending where it is an error whose words tell it. */
export function readResult(result: ToolResultBlock): ToolResultBlock {
  if (!result.is_error) return result
  const { content, isRefusal } = untagged(result)
  const ending = endingIn(textOf(content).trim(), isRefusal, result.tool_use_id)
  if (ending === null && content === result.content) return result
  return { ...result, content, ...(ending !== null && { ending }) }
}

function endingIn(text: string, isRefusal: boolean, toolUseId: string): ToolEnding | null {
  const note = noteIn(text)
  if (note !== null) return { kind: 'denied', note }
  if (STOPPED.test(text)) return { kind: 'stopped' }
  if (HELD_BY_PLAN.test(text)) return { kind: 'held', because: 'plan_mode' }
  if (HELD_UNASKED.test(text)) return { kind: 'held', because: 'dont_ask' }
  if (DENIED.test(text)) return { kind: 'denied', note: TOLD.exec(text)?.[1]?.trim() ?? null }
  if (toolUseId.startsWith(serverCallPrefix)) return codedFailure(text)
  return isRefusal || OF_THE_PROGRAM.test(text) ? { kind: 'failed' } : null
}

/** What another tool prints is its own, even if it is one of these words. */
function codedFailure(text: string): ToolEnding | null {
  const [, code = '', said = ''] = /^([a-z]+(?:_[a-z]+)*)(?:: ([\s\S]+))?$/.exec(text) ?? []
  // A word that a program may begin its own message with is no code.
  if (!isToolFailure(code) || (said !== '' && !code.includes('_'))) return null
  return { kind: 'failed', code, ...(said !== '' && { said }) }
}

interface Untagged {
  readonly content: ToolResultBlock['content']
  readonly isRefusal: boolean
}

/** Of a result of which only the beginning is here, the end of the tag is not. */
function untagged({ content, truncated }: ToolResultBlock): Untagged {
  const isWhole = truncated === undefined
  if (typeof content === 'string') {
    const text = withoutTag(content, isWhole)
    return { content: text ?? content, isRefusal: text !== null }
  }
  const [first, ...others] = content
  const text = first?.type === 'text' ? withoutTag(first.text, isWhole) : null
  if (text === null) return { content, isRefusal: false }
  return { content: [{ type: 'text', text }, ...others], isRefusal: true }
}

function withoutTag(text: string, isWhole: boolean): string | null {
  if (!text.startsWith(OPENS) || (isWhole && !text.endsWith(CLOSES))) return null
  return isWhole ? text.slice(OPENS.length, -CLOSES.length) : text.slice(OPENS.length)
}

function textOf(content: ToolResultBlock['content']): string {
  if (typeof content === 'string') return content
  return content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
}
