/**
 * Messages from Enter to their echo: the outbox part of the session store. What is taken back goes into the
 * draft again, so that nothing that was written is lost.
 */
import { v4 as uuid } from 'uuid'
import type { Failure } from '../../shared/errors.ts'
import { sendConfigFor } from '../../shared/protocol.ts'
import type { Attachment } from '../../shared/session.ts'
import type { OutboxEntry } from '../connection/outboxEntry.ts'
import { heldBy } from './draftActions.ts'
import type { DraftPart } from './draftActions.ts'
import { failed, recorded, retried, withEntry, withoutEntry } from './outbox.ts'
import { withFacts } from './sessionData.ts'
import type { SessionData } from './sessionData.ts'

/** How a message goes, beside what it says. */
export interface SendOptions {
  /** While a turn runs: stop it and send this next, before what is queued. */
  readonly interrupt?: boolean
}

export interface OutboxActions {
  /** Takes a message into the outbox under a fresh id and clears the draft it came from. Null: no session. */
  acceptMessage(
    text: string,
    config?: OutboxEntry['config'],
    attachments?: readonly Attachment[],
    options?: SendOptions
  ): OutboxEntry | null
  markRecorded(id: string): void
  failMessage(id: string, error: Failure): void
  /** Puts a failed message on its way again. Null when there is none with this id. */
  retryMessage(id: string): OutboxEntry | null
  /** Takes a refused message back: into the draft, in front of what was written since. */
  discardMessage(id: string): void
}

interface OutboxStage {
  readonly current: () => SessionData | null
  readonly change: (changed: (session: SessionData) => SessionData) => void
  readonly draft: Pick<DraftPart, 'takeSent' | 'replaceDraft'>
}

export function createOutboxPart({ current, change, draft }: OutboxStage): OutboxActions {
  function changeOutbox(changed: (outbox: SessionData['outbox']) => SessionData['outbox']): void {
    change((session) => withFacts(session, { outbox: changed(session.outbox) }))
  }

  return {
    acceptMessage: (text, config, attachments = [], options = {}) => {
      const session = current()
      if (!session) return null
      const entry: OutboxEntry = {
        id: uuid(),
        text,
        attachments: [...attachments],
        config: config ?? sendConfigFor(session.id, session.isFirstMessage),
        ...(options.interrupt === true ? { interrupt: true } : null),
        state: 'sending'
      }
      change((now) => withFacts(now, { outbox: withEntry(now.outbox, entry), firstMessageSent: true }))
      draft.takeSent(text, attachments)
      return entry
    },
    markRecorded: (id) => changeOutbox((outbox) => recorded(outbox, id)),
    failMessage: (id, error) => changeOutbox((outbox) => failed(outbox, id, error)),
    retryMessage: (id) => {
      changeOutbox((outbox) => retried(outbox, id))
      return current()?.outbox.find((entry) => entry.id === id) ?? null
    },
    discardMessage: (id) => {
      const session = current()
      const entry = session?.outbox.find((one) => one.id === id)
      if (!session || !entry) return
      changeOutbox((outbox) => withoutEntry(outbox, id))
      const { text, attachments } = heldBy(session)
      draft.replaceDraft({
        text: text.trim() === '' ? entry.text : `${entry.text}\n\n${text}`,
        attachments: [...entry.attachments, ...attachments]
      })
    }
  }
}
