/**
 * Pages of a session's past out of the files it lies in, and what a page of it is asked for. Pure but for reading;
 * called by `PastReading`.
 */
import { codeOf, messageOf } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/page.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { Refusal } from '../../refusal.ts'
import { markedMessage } from '../../agent/toolMarks.ts'
import type { AgentTools } from '../../agent/toolMarks.ts'
import type { TranscriptSource } from '../../agent/transcriptSource.ts'
import type { Log } from '../../log.ts'
import { hasGrownPast } from '../../transcript/branch/branchChoice.ts'
import type { BranchChoice } from '../../transcript/branch/branchChoice.ts'
import { OpenTranscript } from '../../transcript/page/openTranscript.ts'
import type { PageReading } from '../../transcript/page/readPage.ts'
import { readParts } from '../../transcript/page/readParts.ts'
import type { TranscriptPart } from '../../transcript/page/readParts.ts'
import type { ShownSupplement } from './transcriptSupplement.ts'

export interface PageWish extends PageReading {
  readonly limit: number
  /** How many messages of each subagent, its newest; absent: as many as a page shows. */
  readonly subagentLimit?: number
  readonly before?: string
}

/** Messages on a page of those in which a turn is looked for. */
const turnPage = 1000

/**
 * Who reads the files; what is said of those that cannot be read goes to `log`, about the session it names. `tools` say
 * what the blocks are that do not say it themselves, null where nobody knows.
 */
export interface ReadingPlace {
  readonly transcripts: Pick<TranscriptSource, 'page'>
  readonly log: Log
  readonly sessionId: string
  readonly tools: AgentTools | null
}

/** A session's past as it is when its pages are asked for. */
export interface PastFiles {
  /** Oldest first. */
  readonly parts: readonly TranscriptPart[]
  /** As `PageRequest.head`: the record it ends with, undefined where that is the newest one. */
  readonly head: string | null | undefined
}

export async function pastFilesOf(
  parts: readonly TranscriptPart[],
  { head }: Pick<BranchChoice, 'head'>
): Promise<PastFiles> {
  const newest = parts.at(-1)
  if (head === null || newest === undefined || (await hasGrownPast(newest.file, head.size))) {
    return { parts, head: undefined }
  }
  return { parts, head: head.at }
}

/**
 * Pages of a session's past, one after another, with what Skein keeps beside its transcript: what they need is looked
 * up once, and the files stay open. For one reader at a time; whoever asked for it closes it.
 */
export class PastWalk {
  readonly #past: PastFiles
  readonly #supplement: ShownSupplement | null
  readonly #place: ReadingPlace
  readonly #open = new OpenTranscript()

  constructor(past: PastFiles, supplement: ShownSupplement | null, place: ReadingPlace) {
    this.#past = past
    this.#supplement = supplement
    this.#place = place
  }

  /** The newest page, or the one before a cursor. A session without a past has one empty page. */
  async page(wish: PageWish): Promise<Page> {
    return (await this.pageWithOrigin(wish)).page
  }

  /** The same, and the transcript's own part of it. */
  async pageWithOrigin(wish: PageWish): Promise<{ readonly page: Page; readonly own: Page }> {
    const own = this.#marked(await this.#transcriptPage(wish))
    if (this.#supplement === null) return { page: own, own }
    const isNewest = wish.before === undefined
    const page = await this.#supplement.into(own, { isNewest, whole: wish.whole ?? false })
    return { page: this.#marked(page), own }
  }

  #marked(page: Page): Page {
    const { tools } = this.#place
    if (tools === null) return page
    return { ...page, messages: page.messages.map((message) => markedMessage(message, tools)) }
  }

  close(): Promise<void> {
    return this.#open.close()
  }

  async #transcriptPage({ before, limit, ...reading }: PageWish): Promise<Page> {
    const { parts, head } = this.#past
    if (parts.length === 0) return { messages: [], before: null }
    const wish = {
      limit,
      ...(before === undefined ? null : { before }),
      ...(head === undefined ? null : { head })
    }
    const how = { ...reading, open: this.#open }
    return readParts(parts, wish, (file, asked) => readFilePage(file, { ...how, ...asked }, this.#place))
  }
}

async function readFilePage(
  file: string,
  query: PageWish & { head?: string | null },
  { transcripts, log, sessionId: session }: ReadingPlace
): Promise<Page> {
  try {
    return await transcripts.page(file, {
      ...query,
      onUnreadable: (subagent, error) => {
        log.warn({ session, file: subagent, error: messageOf(error) }, 'a subagent cannot be read')
      }
    })
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { messages: [], before: null }
    if (error instanceof Refusal) throw error
    query.signal?.throwIfAborted()
    throw new Refusal(500, 'transcript_unreadable', { reason: messageOf(error), file }, { cause: error })
  }
}

/** The newest messages, in their order, back to the first that is not among `ids`. */
export async function newestAmong(
  ids: ReadonlySet<string>,
  whole: boolean,
  readPage: (query: PageWish) => Promise<Page>
): Promise<SessionMessage[]> {
  let messages: SessionMessage[] = []
  for (let before: string | null | undefined; before !== null;) {
    const page: Page = await readPage({
      limit: turnPage,
      subagentLimit: turnPage,
      whole,
      ...(before === undefined ? null : { before })
    })
    messages = [...page.messages, ...messages]
    const [oldest] = messages
    before = oldest !== undefined && ids.has(oldest.id) ? page.before : null
  }
  return messages
}
