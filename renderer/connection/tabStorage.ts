/**
 * What this tab must not forget over a reload: the messages on their way, per session. Kept in
 * `sessionStorage`, so that two tabs on one session never mix theirs. Called by the session store.
 */
import { z } from 'zod'
import { parseJson } from '../../shared/parseJson.ts'
import { OutboxEntry } from './outboxEntry.ts'

export interface TabStorage {
  readOutbox(sessionId: string): readonly OutboxEntry[]
  writeOutbox(sessionId: string, outbox: readonly OutboxEntry[]): void
}

const Outbox = z.array(OutboxEntry)

/** @param open gives the storage; asked each time, because reading `window.sessionStorage` can throw */
export function createTabStorage(open: () => Storage = () => window.sessionStorage): TabStorage {
  function read(key: string): string | null {
    try {
      return open().getItem(key)
    } catch {
      // Storage is off: nothing was kept.
      return null
    }
  }

  function write(key: string, value: string | null): void {
    try {
      if (value === null) open().removeItem(key)
      else open().setItem(key, value)
    } catch {
      // Storage is off or full: the store still holds it, only a reload would lose it.
    }
  }

  return {
    readOutbox: (sessionId) => parseOutbox(read(outboxKey(sessionId))),
    writeOutbox: (sessionId, outbox) =>
      write(outboxKey(sessionId), outbox.length === 0 ? null : JSON.stringify(outbox))
  }
}

function outboxKey(sessionId: string): string {
  return `skein.outbox.${sessionId}`
}

/** What something else wrote there is not ours to send. */
function parseOutbox(text: string | null): readonly OutboxEntry[] {
  return Outbox.safeParse(parseJson(text)).data ?? []
}
