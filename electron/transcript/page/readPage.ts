/**
 * The newest messages of a transcript, and page by page the older ones, without ever loading the
 * file. Called by the session catalog and by the messages route; `thread.ts` knows which records
 * belong to the active branch, `assemble.ts` makes messages of them.
 */
import type { FileHandle } from 'node:fs/promises'
import type { SessionMessage } from '../../../shared/session.ts'
import type { Page } from '../../../shared/page.ts'
import { assemble, isResult } from './assemble.ts'
import { FileShrank } from '../lines/backwardLines.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { PageCursor } from './cursor.ts'
import type { Fields } from '../record/fields.ts'
import { OpenTranscript } from './openTranscript.ts'
import { isPulledBehind } from './pulledMessages.ts'
import type { Piece } from '../record/pieces.ts'
import { toolUsesOf } from '../record/pieces.ts'
import type { RecordFormat } from '../record/recordFormat.ts'
import { placeSideThreads, startersIn } from './sideThreads.ts'
import { Slices } from '../../slices.ts'
import type { Step } from './step.ts'
import { Thread } from './thread.ts'

/** How much of a page is read, for those who read all pages. */
export interface PageReading {
  /** Keeps long results and documents whole instead of their beginning. */
  readonly whole?: boolean
  /** Reads a line of the chain; see `ThreadOptions.parse`. */
  readonly parse?: (line: Buffer) => Fields | null
  /** Ends the reading: it rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Shared with what is done with the pages; absent: the page's own. */
  readonly slices?: Slices
  /** Of whoever reads one page after another; absent: the file is opened for this page. */
  readonly open?: OpenTranscript
}

/** Which page, of whose transcript, and how whole. */
export interface PageRequest extends PageReading {
  readonly format: RecordFormat
  /** How many messages, at least 1. A page may hold more so as not to cut tools from their results. */
  readonly limit: number
  /** `before` of the page that follows this one; absent for the newest page. */
  readonly before?: string | null
  /**
   * The record the session ends with, when it is not the newest one; null when nothing has been said on
   * its branch yet. Of the newest page only: cursors know their branch.
   */
  readonly head?: string | null
  /** Reads a subagent's own file as the thread it is: every message names this tool use as its parent. */
  readonly parentToolUseId?: string
}

/** What is asked of a session's page: its file's, with what its subagents did. */
export interface SessionPageRequest extends Omit<PageRequest, 'parentToolUseId' | 'format'> {
  /** How many messages of each subagent, its newest. */
  readonly subagentLimit?: number
  /** Told of a subagent's file that cannot be read; the page comes without it. */
  readonly onUnreadable: (file: string, error: unknown) => void
}

/** Messages a page may hold beyond its limit while it looks for the tool use of a result. */
const LARGEST_OVERRUN = 100
/** How often a file is read anew that becomes shorter under the reader. */
const ATTEMPTS = 10

/**
 * Reads one page of the active branch. Rejects with the error of the file system when the file
 * cannot be opened (`ENOENT` when there is none), with `Refusal` 400 `bad_cursor` for a cursor that
 * is not of this file. Lines that cannot be understood are left out, never an error.
 */
export async function readPage(file: string, request: PageRequest): Promise<Page> {
  if (request.open !== undefined) return readOpenPage(request.open, file, request)
  const transcript = new OpenTranscript()
  try {
    return await readOpenPage(transcript, file, request)
  } finally {
    await transcript.close()
  }
}

async function readOpenPage(transcript: OpenTranscript, file: string, request: PageRequest): Promise<Page> {
  const handle = await transcript.open(file)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readPageOnce(transcript, handle, request)
    } catch (error) {
      // Another process rewrites it: what it is now can be read as well.
      if (!(error instanceof FileShrank) || attempt === ATTEMPTS) throw error
      transcript.forgetLines()
    }
  }
}

async function readPageOnce(
  transcript: OpenTranscript,
  handle: FileHandle,
  request: PageRequest
): Promise<Page> {
  const { size, mtime } = await handle.stat()
  if (!request.before && request.head === null) return { messages: [], before: null }
  const cursor = request.before ? decodeCursor(request.before, size) : headCursor(request.head, size)
  const { format, whole = false, parse, signal, slices = new Slices() } = request
  const lines = transcript.linesBefore(handle, cursor ? cursor.at + cursor.ahead : size)
  const parentToolUseId = request.parentToolUseId ?? null
  const fallbackTime = mtime.toISOString()
  const shared = request.open === undefined ? null : { looseBehind: transcript.looseBehind }
  const how = { format, whole, slices, ...(parse ? { parse } : null), ...shared }
  const thread = new Thread({ lines, cursor, fallbackTime, parentToolUseId, ...how }, size)
  const page = new PageOfSteps(request.limit)
  for (let step = await thread.next(); step !== null; step = await thread.next()) {
    signal?.throwIfAborted()
    const before = page.add(step)
    if (before === null) continue
    page.takeStrays(await thread.strays(before.step.offset, cursor?.at ?? size))
    return withAsides(
      page.end(
        before.isWhole ? thread.cursorBefore(before.step) : { ...bareCursor(before.step), once: thread.once }
      ),
      thread,
      { format, fallbackTime, whole }
    )
  }
  page.takeStrays(await thread.strays(0, cursor?.at ?? size))
  return withAsides(page.end(null), thread, { format, fallbackTime, whole })
}

/** Older versions wrote what subagents did among the lines of the session itself. */
async function withAsides(
  page: Page,
  thread: Thread,
  place: { readonly format: RecordFormat; readonly fallbackTime: string; readonly whole: boolean }
): Promise<Page> {
  if (startersIn(page.messages, place.format).length === 0) return page
  const lines = await thread.asides()
  return lines.length === 0 ? page : { ...page, messages: placeSideThreads(page.messages, lines, place) }
}

/** The newest page of a chosen branch is the page before its end. */
function headCursor(head: string | null | undefined, size: number): PageCursor | null {
  return head ? { at: size, wanted: head, ahead: 0 } : null
}

/** After a page that gave up a search: results ahead of it were sent with it. */
function bareCursor(step: Step): PageCursor {
  const { offset, before = offset, parent, below, behind } = step
  return { at: before, wanted: parent, ahead: 0, below, behind }
}

/** Collects steps, newest first, until they are a page. */
class PageOfSteps {
  readonly #limit: number
  readonly #asking = new Set<string>()
  #steps: Step[] = []
  /** The oldest step so far with something to show. */
  #oldest: Step | null = null
  /** The API message, or the boundary, whose older part may be next. */
  #openId: string | null = null
  #count = 0
  /** The message before which the next older one stands. */
  #newer: SessionMessage | null = null

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Takes the step into the page, or leaves it out and gives the last one that is in: the page is full. */
  add(step: Step): { step: Step; isWhole: boolean } | null {
    if (step.restarts) this.#reset()
    const [first] = step.pieces
    if (first === undefined) return null
    const begins = !isResult(first) && first.message.id !== this.#openId && !this.#isPulled(first)
    const isWhole = this.#asking.size === 0
    const limit = this.#limit + (isWhole && this.#oldest?.isBound !== true ? 0 : LARGEST_OVERRUN)
    if (begins && this.#oldest && this.#count >= limit) {
      return { step: this.#oldest, isWhole }
    }
    this.#note(step.pieces, begins)
    if (begins) this.#openId = openIdOf(first)
    if (!this.#isPulled(first)) this.#newer = first.message
    this.#steps.push(step)
    this.#oldest = step
    return null
  }

  /** It stands behind the prompt that comes next, and must be on the page that has it. */
  #isPulled(piece: Piece): boolean {
    return this.#newer !== null && isPulledBehind(piece.message, this.#newer)
  }

  /** Puts what is on no branch where it stands in the file. */
  takeStrays(strays: readonly Step[]): void {
    for (const stray of strays) {
      const older = this.#steps.findIndex(({ offset }) => offset < stray.offset)
      this.#steps.splice(older === -1 ? this.#steps.length : older, 0, stray)
    }
  }

  end(before: PageCursor | null): Page {
    return {
      messages: assemble(this.#steps.toReversed().flatMap(({ pieces }) => pieces)),
      before: before && encodeCursor(before)
    }
  }

  /** A step may hold a tool use and, after it, its result. */
  #note(pieces: readonly Piece[], begins: boolean): void {
    const uses = pieces.map((piece) => toolUsesOf(piece.message.content))
    for (const id of uses.flatMap(({ answered }) => answered)) this.#asking.add(id)
    for (const id of uses.flatMap(({ asked }) => asked)) this.#asking.delete(id)
    // Of an API message only the line it was met by counts.
    const answers = pieces.filter(({ kind }) => kind === 'answer').length
    this.#count += pieces.length - answers + (begins && answers > 0 ? 1 : 0)
  }

  #reset(): void {
    this.#steps = []
    this.#oldest = null
    this.#openId = null
    this.#newer = null
    this.#count = 0
    this.#asking.clear()
  }
}

function openIdOf(piece: Piece): string | null {
  switch (piece.kind) {
    case 'answer':
      return piece.message.id
    case 'summary':
      return piece.boundaryId
    case 'message':
      return null
  }
}
