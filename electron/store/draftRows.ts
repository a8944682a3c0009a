/** What was written in a session and not sent. Reached as `store.drafts`; goes with its session. */
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { SessionId } from '../../shared/ids.ts'
import { parseJson } from '../../shared/parseJson.ts'
import { Draft, emptyDraft } from '../../shared/steering.ts'
import type { StoreContext } from './context.ts'

/** One draft for each session. */
export interface DraftRows {
  /** `emptyDraft` when there is none, and when what is stored cannot be read. */
  get(sessionId: SessionId): Draft
  /** An empty draft is none. False when there is no such session. */
  put(sessionId: SessionId, draft: Draft): boolean
}

const DraftRow = z.object({ text: z.string(), attachments: z.string() })

/** Prepares the statements of the table `drafts`. */
export function draftRows(database: Database, { guarded, clock, log }: StoreContext): DraftRows {
  const select = database.prepare<[string]>('SELECT text, attachments FROM drafts WHERE session_id = ?')
  const upsert = database.prepare<[string, string, string, string]>(
    `INSERT INTO drafts (session_id, text, attachments, updated_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (session_id) DO UPDATE
     SET text = excluded.text, attachments = excluded.attachments, updated_at = excluded.updated_at`
  )
  const remove = database.prepare<[string]>('DELETE FROM drafts WHERE session_id = ?')
  const isSession = database.prepare<[string]>('SELECT 1 FROM sessions WHERE id = ?')

  return {
    get: (sessionId) =>
      guarded(() => {
        const row = select.get(sessionId)
        if (row === undefined) return emptyDraft
        const { text, attachments } = DraftRow.parse(row)
        const draft = Draft.safeParse({ text, attachments: parseJson(attachments) })
        if (draft.success) return draft.data
        // The words are what nobody can write again; what was attached is still where it came from.
        log.error({ session: sessionId }, 'the attachments of a draft cannot be read')
        return { text, attachments: [] }
      }),
    put: (sessionId, { text, attachments }) =>
      guarded(() => {
        if (isSession.get(sessionId) === undefined) return false
        if (text === '' && attachments.length === 0) remove.run(sessionId)
        else upsert.run(sessionId, text, JSON.stringify(attachments), clock.now().toISOString())
        return true
      })
  }
}
