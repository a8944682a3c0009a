/** Pages of a session's messages, live or stored, and the whole of what a page shows the beginning of. Called by the routes. */
import type { MessagePage } from '../../../shared/protocol.ts'
import type { ToolResultBlock } from '../../../shared/session.ts'
import { Refusal } from '../../refusal.ts'
import { pageBefore } from '../past/messagePages.ts'
import type { LocatedSession } from '../catalog/sessions.ts'

/** What a live session holds comes from it, as new as its cursor says; the rest from the transcript. */
export async function readMessages(
  { host, past }: LocatedSession,
  query: { limit: number; before?: string | undefined }
): Promise<MessagePage> {
  if (host) {
    const { limit, before } = query
    const held = before === undefined ? host.newest(limit) : host.pageBefore(before, limit)
    if (held) return { ...held, live: host.cursor }
  }
  const page = await pageBefore(past, query)
  return { ...page, live: host ? host.cursor : null }
}

/** Refuses with 404 `tool_result_not_found`. */
export async function readToolResult({ past }: LocatedSession, toolUseId: string): Promise<ToolResultBlock> {
  await past.flushed()
  const result = await past.toolResult(toolUseId)
  if (result) return result
  throw new Refusal(404, 'tool_result_not_found')
}
