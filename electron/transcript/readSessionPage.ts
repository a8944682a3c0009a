/**
 * A page of a session as it was while it happened: the page of its own file, and in it what the
 * subagents did that were started on it. Claude Code keeps each subagent in a file of its own, so
 * without this a reload would show less than the stream did. Called by `session/past.ts`.
 */
import type { SessionMessage } from '../../shared/session.ts'
import { placeThread } from './placeThread.ts'
import { readPage } from './readPage.ts'
import type { PageReading, PageRequest, TranscriptPage } from './readPage.ts'
import { indexSubagents, subagentOf } from './subagentFiles.ts'

export interface SessionPageRequest extends Omit<PageRequest, 'parentToolUseId'> {
  /** How many messages of each subagent, its newest. */
  readonly subagentLimit?: number
  /** Told of a subagent's file that cannot be read; the page comes without it. */
  readonly onUnreadable: (file: string, error: unknown) => void
}

const SUBAGENT_LIMIT = 200

/**
 * As `readPage`; `limit` counts the session's own messages. No other file is touched when no subagent
 * was started on the page.
 */
export async function readSessionPage(file: string, request: SessionPageRequest): Promise<TranscriptPage> {
  const { onUnreadable, subagentLimit = SUBAGENT_LIMIT, ...pageRequest } = request
  const page = await readPage(file, pageRequest)
  const waiting = subagentsStartedIn(page.messages)
  if (waiting.length === 0) return page
  const index = await indexSubagents(file)
  const met = new Set<string>()
  let { messages } = page
  for (let toolUseId = waiting.shift(); toolUseId !== undefined; toolUseId = waiting.shift()) {
    const subagent = await subagentOf(file, index, toolUseId)
    if (subagent === null || met.has(subagent)) continue
    met.add(subagent)
    try {
      const thread = await readThread(subagent, toolUseId, subagentLimit, request)
      messages = placeThread(messages, toolUseId, thread)
      waiting.push(...subagentsStartedIn(thread))
    } catch (error) {
      request.signal?.throwIfAborted()
      onUnreadable(subagent, error)
    }
  }
  return { ...page, messages }
}

async function readThread(
  subagent: string,
  toolUseId: string,
  limit: number,
  { whole = false, parse, signal }: PageReading
): Promise<readonly SessionMessage[]> {
  const how = { whole, ...(parse ? { parse } : null), ...(signal ? { signal } : null) }
  const { messages } = await readPage(subagent, { limit, parentToolUseId: toolUseId, ...how })
  // That a person stopped it is said in the session's own file, once.
  return messages.slice(-limit).filter(({ notice }) => notice !== 'interrupted')
}

function subagentsStartedIn(messages: readonly SessionMessage[]): string[] {
  return messages.flatMap(({ content }) =>
    content.flatMap((block) => (block.type === 'tool_use' && startsSubagent(block.name) ? [block.id] : []))
  )
}

/** The tool was named `Task` before it was named `Agent`. */
function startsSubagent(toolName: string): boolean {
  return toolName === 'Agent' || toolName === 'Task'
}
