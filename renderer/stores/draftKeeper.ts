/**
 * Brings drafts to where they are kept: at once into the browser (what is typed, with its frame), and a moment later to the server when
 * the session is stored there. What the server has not confirmed stays in the browser, and is the newest
 * when the session is opened again. The session store calls it; each session's drafts go in order.
 */
import type { DraftStorage, HeldDraft, KeptDraft } from '../connection/draftStorage.ts'
import type { HttpClient } from '../connection/httpClient.ts'
import { afterPaint } from './afterPaint.ts'

export interface DraftPlace {
  readonly projectId: string | null
  readonly sessionId: string
  /** The server knows the session. Of any other one nothing is said to it. */
  readonly isStored: boolean
}

export interface DraftKeeper {
  /** What the browser kept of a session and the server does not have; null when nothing. */
  kept(sessionId: string): KeptDraft | null
  keep(place: DraftPlace, draft: HeldDraft): void
  /** The same once the frame is painted that shows what was typed: no letter waits for the browser's storage. */
  keepSoon(place: DraftPlace, draft: HeldDraft): void
  /** Keeps at once what was to be kept soon. */
  settle(): void
  /**
   * The newest draft of a session, null when it cannot be read. Never rejects. `isUnsaved`: the server does
   * not have it yet.
   */
  load(place: DraftPlace): Promise<{ readonly draft: HeldDraft; readonly isUnsaved: boolean } | null>
  /** Tells the server everything it does not have, at once. */
  flush(options: { readonly leaving: boolean }): void
}

export interface DraftDoors {
  readonly drafts: DraftStorage
  readonly http: Pick<HttpClient, 'readDraft' | 'writeDraft'>
}

/** Milliseconds without a change before the server is told. */
const PAUSE_MS = 400
/** The same for drafts with much attached: all of it goes along each time. */
const HEAVY_PAUSE_MS = 2_000
const HEAVY_CHARACTERS = 1_000_000
/** More words than this are kept in the browser with the pause too: each time costs as much as they are long. */
const LONG_TEXT = 50_000

interface Unsaved {
  readonly place: DraftPlace
  readonly draft: HeldDraft
  timer: ReturnType<typeof setTimeout> | null
}

/** @param doors asked each time: which server it is may be settled later than the store */
export function createDraftKeeper(doors: () => DraftDoors, wait = afterPaint): DraftKeeper {
  const unsaved = new Map<string, Unsaved>()
  /** Typed, and not kept yet. Everybody who asks for what is kept has it kept first. */
  let typed: { readonly place: DraftPlace; readonly draft: HeldDraft; readonly callOff: () => void } | null =
    null
  const underWay = new Set<string>()
  /** Sessions whose draft on the server has something in it, as far as this page knows. */
  const filled = new Set<string>()

  async function save(sessionId: string, leaving: boolean): Promise<void> {
    const next = unsaved.get(sessionId)
    if (!next) return
    clearTimeout(next.timer ?? undefined)
    next.timer = null
    const { drafts, http } = doors()
    const { place, draft } = next
    if (draft.text.length > LONG_TEXT) drafts.write(sessionId, draft)
    if (!place.isStored || place.projectId === null) return void unsaved.delete(sessionId)
    // The one on its way comes first; it sends the newest when it has arrived. A page that leaves cannot wait.
    if (underWay.has(sessionId) && !leaving) return
    underWay.add(sessionId)
    try {
      const body = { text: draft.text, attachments: [...draft.attachments] }
      await http.writeDraft(place.projectId, sessionId, body, { leaving })
      if (isEmpty(draft)) filled.delete(sessionId)
      else filled.add(sessionId)
      if (unsaved.get(sessionId) !== next) return
      unsaved.delete(sessionId)
      drafts.forget(sessionId, draft)
    } catch {
      // Kept in the browser: it goes with the next change, or when the session is opened again.
    } finally {
      underWay.delete(sessionId)
      const newer = unsaved.get(sessionId)
      if (newer !== undefined && newer !== next && newer.timer === null) void save(sessionId, false) // never rejects
    }
  }

  function keep(place: DraftPlace, draft: HeldDraft): void {
    const { sessionId, isStored } = place
    const before = unsaved.get(sessionId)
    clearTimeout(before?.timer ?? undefined)
    unsaved.delete(sessionId)
    const { drafts } = doors()
    if (isEmpty(draft) && (!isStored || (!filled.has(sessionId) && !underWay.has(sessionId)))) {
      drafts.forget(sessionId)
      return
    }
    const isLong = draft.text.length > LONG_TEXT
    if (!isLong) drafts.write(sessionId, draft)
    if (!isStored && !isLong) return
    const timer = setTimeout(() => void save(sessionId, false), pauseOf(draft)) // never rejects
    unsaved.set(sessionId, { place, draft, timer })
  }

  function keepTyped(): void {
    if (typed === null) return
    const { place, draft, callOff } = typed
    typed = null
    callOff()
    keep(place, draft)
  }

  return {
    kept: (sessionId) => {
      keepTyped()
      return doors().drafts.read(sessionId)
    },

    keep: (place, draft) => {
      keepTyped()
      keep(place, draft)
    },

    keepSoon: (place, draft) => {
      if (typed !== null && typed.place.sessionId !== place.sessionId) keepTyped()
      typed = { place, draft, callOff: typed?.callOff ?? wait(keepTyped) }
    },

    settle: keepTyped,

    load: async ({ projectId, sessionId, isStored }) => {
      keepTyped()
      const { drafts, http } = doors()
      const kept = drafts.read(sessionId)
      if (kept !== null) {
        // It may have been emptied, and the server is still to be told.
        if (isStored) filled.add(sessionId)
        const attachments = kept.attachments === 0 ? [] : await drafts.readAttachments(sessionId)
        return { draft: { text: kept.text, attachments }, isUnsaved: true }
      }
      if (!isStored || projectId === null) return null
      try {
        const draft = await http.readDraft(projectId, sessionId)
        if (!isEmpty(draft)) filled.add(sessionId)
        return { draft, isUnsaved: false }
      } catch {
        // There is nothing to show, and nothing a person could do about it here.
        return null
      }
    },

    flush: ({ leaving }) => {
      keepTyped()
      for (const sessionId of unsaved.keys()) void save(sessionId, leaving) // never rejects
    }
  }
}

export function isEmpty({ text, attachments }: HeldDraft): boolean {
  return text === '' && attachments.length === 0
}

function pauseOf({ attachments }: HeldDraft): number {
  const weight = attachments.reduce(
    (sum, attachment) => sum + (attachment.type === 'text' ? attachment.text : attachment.data).length,
    0
  )
  return weight > HEAVY_CHARACTERS ? HEAVY_PAUSE_MS : PAUSE_MS
}
