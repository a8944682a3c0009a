/** Whether an agent has lost what it said last in a turn, as it does where its disk was full. Used by `SessionPast`. */
import type { SessionMessage } from '../../../shared/session.ts'
import { findNewest } from '../../transcript/find/findNewest.ts'
import { isEmptyAnswer } from '../../transcript/record/record.ts'

/**
 * True when no file of its transcript (`files`, oldest first) holds the last answer among these. Rejects when one cannot
 * be read.
 */
export async function lacksLastAnswer(
  files: () => Promise<readonly string[]>,
  messages: readonly SessionMessage[]
): Promise<boolean> {
  const last = messages.findLast(
    (message) =>
      message.role === 'assistant' && message.parentToolUseId === undefined && !isEmptyAnswer(message)
  )
  if (last === undefined) return false
  for (const file of (await files()).toReversed()) {
    if ((await findNewest(file, JSON.stringify(last.id), () => true)) !== null) return false
  }
  return true
}
