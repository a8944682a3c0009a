/**
 * Drafts the server does not have: of sessions that are not created yet, and the newest words of the
 * others until the server has them. Kept in the browser's own storage, at once, so that neither a reload
 * nor a crash loses any. The draft keeper calls it.
 */
import { z } from 'zod'
import { parseJson } from '../../shared/parseJson.ts'
import type { Attachment } from '../../shared/session.ts'
import type { AttachmentStorage } from './attachmentStorage.ts'

/** A draft as the page holds it: what is attached is told again by the identity of its list. */
export interface HeldDraft {
  readonly text: string
  readonly attachments: readonly Attachment[]
}

/** What stands here of a draft; what is attached is read separately. */
const KeptDraft = z.object({
  text: z.string(),
  attachments: z.number().int().nonnegative(),
  /** Milliseconds since 1970: the oldest are let go when there are too many. */
  at: z.number()
})
export type KeptDraft = z.infer<typeof KeptDraft>

export interface DraftStorage {
  /** Null when nothing is kept: the server has the newest, or there is none. */
  read(sessionId: string): KeptDraft | null
  readAttachments(sessionId: string): Promise<readonly Attachment[]>
  /** Also keeps that a draft was emptied. */
  write(sessionId: string, draft: HeldDraft): void
  /** Nothing needs to be kept. With a draft: unless another window has kept something else since. */
  forget(sessionId: string, draft?: HeldDraft): void
}

export interface DraftStorageOptions {
  readonly attachments: AttachmentStorage
  /** Asked each time, because reading `window.localStorage` can throw. */
  readonly storage?: () => Storage
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

const PREFIX = 'skein.draft.'
const NONE: readonly Attachment[] = []
/** Drafts of sessions that were never begun pile up; this many of the newest stay. */
export const MAX_KEPT_DRAFTS = 60

export function createDraftStorage(options: DraftStorageOptions): DraftStorage {
  const { attachments: attached, storage = () => window.localStorage, now = () => Date.now() } = options
  /** What `attached` holds, so that words alone do not write all of it again. Absent: not read yet. */
  const known = new Map<string, readonly Attachment[]>()

  function read(sessionId: string): KeptDraft | null {
    try {
      return parseKept(storage().getItem(PREFIX + sessionId))
    } catch {
      // Storage is off: nothing was kept.
      return null
    }
  }

  function remove(sessionId: string): void {
    const held = (read(sessionId)?.attachments ?? 0) + (known.get(sessionId)?.length ?? 0)
    try {
      storage().removeItem(PREFIX + sessionId)
    } catch {
      // Storage is off: nothing to remove.
    }
    known.set(sessionId, NONE)
    if (held > 0) void attached.write(sessionId, NONE) // never rejects; the next write waits for it
  }

  return {
    read,
    readAttachments: async (sessionId) => {
      const attachments = await attached.read(sessionId)
      if (!known.has(sessionId)) known.set(sessionId, attachments)
      return attachments
    },
    write: (sessionId, { text, attachments }) => {
      const before = read(sessionId)
      // What another visit attached and this one has not read yet: it will be part of the draft soon.
      const unread = known.has(sessionId) || attachments.length > 0 ? 0 : (before?.attachments ?? 0)
      const kept: KeptDraft = { text, attachments: attachments.length + unread, at: now() }
      try {
        const store = storage()
        if (before === null) for (const id of surplus(store)) remove(id)
        store.setItem(PREFIX + sessionId, JSON.stringify(kept))
      } catch {
        // Storage is off or full: the page still holds it, only a reload would lose it.
      }
      const held = known.get(sessionId) ?? NONE
      if (unread > 0 || held === attachments || held.length + attachments.length === 0) return
      known.set(sessionId, attachments)
      void attached.write(sessionId, attachments) // never rejects; the next write waits for it
    },
    forget: (sessionId, draft) => {
      const kept = read(sessionId)
      if (draft !== undefined && kept !== null && kept.text !== draft.text) return
      remove(sessionId)
    }
  }
}

/** Sessions whose drafts have to go before another one is kept, the oldest. */
function surplus(storage: Storage): readonly string[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  const drafts = keys.filter((key) => key.startsWith(PREFIX))
  if (drafts.length < MAX_KEPT_DRAFTS) return []
  return drafts
    .map((key) => ({ sessionId: key.slice(PREFIX.length), at: parseKept(storage.getItem(key))?.at ?? 0 }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, drafts.length - MAX_KEPT_DRAFTS + 1)
    .map(({ sessionId }) => sessionId)
}

/** Null for what something else wrote there. */
function parseKept(text: string | null): KeptDraft | null {
  return KeptDraft.safeParse(parseJson(text)).data ?? null
}
