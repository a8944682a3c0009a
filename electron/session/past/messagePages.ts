/**
 * Pages of messages behind the two kinds of cursor a client may hold: the transcript's own, and
 * `message:<id>` for the page before a message of a live session. Used by `catalog/sessionMessages.ts`.
 */
import type { Page } from '../../../shared/page.ts'
import { Refusal } from '../../refusal.ts'
import { cursorPrefix } from './livePages.ts'
import type { SessionPast } from './past.ts'

const searchPage = 200

export async function pageBefore(
  past: SessionPast,
  query: { limit: number; before?: string | undefined }
): Promise<Page> {
  const { limit, before } = query
  if (before === undefined || !before.startsWith(cursorPrefix)) {
    return past.page(before === undefined ? { limit } : { limit, before })
  }
  return pageBeforeMessage(past, before.slice(cursorPrefix.length), limit)
}

/** Walks back to the message; what precedes it on its page is the page that was asked for. */
async function pageBeforeMessage(past: SessionPast, messageId: string, limit: number): Promise<Page> {
  let page = await past.page({ limit: searchPage })
  for (;;) {
    const at = page.messages.findIndex(({ id }) => id === messageId)
    if (at > 0) {
      const messages = page.messages.slice(Math.max(0, at - limit), at)
      const oldest = messages[0]
      const cutShort = at > limit && oldest
      return { messages, before: cutShort ? `${cursorPrefix}${oldest.id}` : page.before }
    }
    if (page.before === null) {
      if (at === 0) return { messages: [], before: null }
      throw new Refusal(400, 'bad_cursor', { of: 'message' })
    }
    if (at === 0) return past.page({ limit, before: page.before })
    page = await past.page({ limit: searchPage, before: page.before })
  }
}
