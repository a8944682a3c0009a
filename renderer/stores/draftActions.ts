/**
 * What can be done with the words that are not sent yet: the draft part of the session store. It changes
 * the session on screen and hands every change to the keeper.
 */
import type { Attachment } from '../../shared/session.ts'
import type { HeldDraft } from '../connection/draftStorage.ts'
import type { DraftKeeper, DraftPlace } from './draftKeeper.ts'
import { withFacts } from './sessionData.ts'
import type { SessionData } from './sessionData.ts'

export interface DraftActions {
  setDraft(draft: string): void
  /** Words and attachments together: a prompt that is written anew, what was taken back. */
  replaceDraft(draft: HeldDraft): void
  attach(attachments: readonly Attachment[]): void
  detach(attachment: Attachment): void
  /** Reads what another window may have written meanwhile. Whoever writes here keeps their words. */
  refreshDraft(): Promise<void>
  /** Tells the server everything it does not have. `leaving`: the page is going away. */
  flushDrafts(options: { readonly leaving: boolean }): void
}

interface DraftStage {
  readonly keeper: DraftKeeper
  readonly current: () => SessionData | null
  readonly change: (changed: (session: SessionData) => SessionData) => void
}

export interface DraftPart extends DraftActions {
  /** After a session was opened: puts its draft in front of what was written meanwhile. */
  restore(loading: ReturnType<DraftKeeper['load']>, opened: SessionData): Promise<void>
  /** What was sent is no longer in the draft; what was written or attached since stays. */
  takeSent(text: string, attachments: readonly Attachment[]): void
}

export function createDraftPart({ keeper, current, change }: DraftStage): DraftPart {
  function show({ text, attachments }: HeldDraft): void {
    change((session) => withFacts(session, { draft: text, draftAttachments: attachments }))
  }

  function keep(): void {
    const session = current()
    if (session) keeper.keep(draftPlaceOf(session), heldBy(session))
  }

  function replace(draft: HeldDraft): void {
    show(draft)
    keep()
  }

  /** Shows what `changed` makes of the draft on screen, and keeps it. */
  function changeDraft(changed: (draft: HeldDraft) => HeldDraft): void {
    const session = current()
    if (session) replace(changed(heldBy(session)))
  }

  return {
    setDraft: (text) => {
      const before = current()
      if (!before) return
      show({ ...heldBy(before), text })
      const session = current()
      if (session) keeper.keepSoon(draftPlaceOf(session), heldBy(session))
    },
    replaceDraft: replace,
    attach: (more) =>
      changeDraft(({ text, attachments }) => ({ text, attachments: [...attachments, ...more] })),
    detach: (attachment) =>
      changeDraft(({ text, attachments }) => ({
        text,
        attachments: attachments.filter((one) => one !== attachment)
      })),

    takeSent: (text, sent) => {
      changeDraft((draft) => ({
        text: draft.text.trim() === text.trim() ? '' : draft.text,
        attachments: draft.attachments.filter((attachment) => !sent.includes(attachment))
      }))
    },

    restore: async (loading, opened) => {
      const loaded = await loading
      const session = current()
      if (session?.visit !== opened.visit) return
      const here = heldBy(session)
      const next = loaded === null ? here : mergeDrafts(heldBy(opened), here, loaded.draft, loaded.isUnsaved)
      show(next)
      if (loaded?.isUnsaved === true || here.text !== opened.draft) keep()
    },

    refreshDraft: async () => {
      const session = current()
      if (session?.status !== 'created' || keeper.kept(session.id) !== null) return
      const loaded = await keeper.load(draftPlaceOf(session))
      const now = current()
      if (loaded === null || loaded.isUnsaved || now?.visit !== session.visit) return
      const isUntouched = now.draft === session.draft && now.draftAttachments === session.draftAttachments
      if (isUntouched && keeper.kept(session.id) === null && !isSame(heldBy(now), loaded.draft)) {
        show(loaded.draft)
      }
    },

    flushDrafts: (options) => keeper.flush(options)
  }
}

/**
 * The draft after it was loaded. What was there when the session was opened gives way to it; what was
 * written since stands behind it, so that nothing is lost and the caret stays at the end.
 */
export function mergeDrafts(
  opened: HeldDraft,
  here: HeldDraft,
  loaded: HeldDraft,
  isUnsaved: boolean
): HeldDraft {
  // What the browser had kept was shown at once: its words are in those here already.
  const isShown = isUnsaved && opened.attachments.length > 0
  const attachments =
    isShown || loaded.attachments.length === 0
      ? here.attachments
      : [...loaded.attachments, ...here.attachments]
  if (isUnsaved || loaded.text === here.text || loaded.text === '') return { text: here.text, attachments }
  const isUntouched = here.text === opened.text
  return { text: isUntouched ? loaded.text : `${loaded.text}\n${here.text}`, attachments }
}

export function heldBy({ draft, draftAttachments }: SessionData): HeldDraft {
  return { text: draft, attachments: draftAttachments }
}

export function draftPlaceOf({ id, projectId, status }: SessionData): DraftPlace {
  return { sessionId: id, projectId, isStored: status === 'created' }
}

function isSame(a: HeldDraft, b: HeldDraft): boolean {
  return a.text === b.text && JSON.stringify(a.attachments) === JSON.stringify(b.attachments)
}
