/**
 * Pages of a session's past out of the files it lies in, and what a page of it is asked for. Pure but for reading;
 * called by `SessionPast`.
 */
import { Refusal, codeOf, messageOf } from '../../shared/errors.ts'
import type { SessionMessage } from '../../shared/session.ts'
import type { Log } from '../log.ts'
import { hasGrownPast } from '../transcript/branchChoice.ts'
import type { BranchChoice } from '../transcript/branchChoice.ts'
import type { PageReading } from '../transcript/readPage.ts'
import { readParts } from '../transcript/readParts.ts'
import type { TranscriptPart } from '../transcript/readParts.ts'
import { readSessionPage } from '../transcript/readSessionPage.ts'

export interface PastPage {
  readonly messages: SessionMessage[]
  /** Cursor for the page before, null at the beginning. */
  readonly before: string | null
}

export interface PageWish extends PageReading {
  readonly limit: number
  /** How many messages of each subagent, its newest; absent: as many as a page shows. */
  readonly subagentLimit?: number
  readonly before?: string
  /** As the session would be if this branch were chosen; absent: as it is. */
  readonly branch?: BranchChoice
}

/** Messages on a page of those in which a turn is looked for. */
const turnPage = 1000

/** What a reader says of files it cannot read goes to `log`, about the session it names. */
export interface ReadingPlace {
  readonly log: Log
  readonly sessionId: string
}

/** A page of the transcript alone. A past without files has one empty page. */
export async function readPastPage(
  parts: readonly TranscriptPart[],
  { head }: Pick<BranchChoice, 'head'>,
  { before, limit, ...reading }: Omit<PageWish, 'branch'>,
  place: ReadingPlace
): Promise<PastPage> {
  const newest = parts.at(-1)
  if (newest === undefined) return { messages: [], before: null }
  const isChosen = head !== null && !(await hasGrownPast(newest.file, head.size))
  const wish = {
    limit,
    ...(before === undefined ? null : { before }),
    ...(isChosen ? { head: head.at } : null)
  }
  return readParts(parts, wish, (file, asked) => readFilePage(file, { ...reading, ...asked }, place))
}

async function readFilePage(
  file: string,
  query: Omit<PageWish, 'branch'> & { head?: string | null },
  { log, sessionId: session }: ReadingPlace
): Promise<PastPage> {
  try {
    return await readSessionPage(file, {
      ...query,
      onUnreadable: (subagent, error) => {
        log.warn({ session, file: subagent, error: messageOf(error) }, 'a subagent cannot be read')
      }
    })
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { messages: [], before: null }
    if (error instanceof Refusal) throw error
    query.signal?.throwIfAborted()
    throw new Refusal(
      500,
      'transcript_unreadable',
      `The transcript of this session cannot be read (${messageOf(error)}). Check the rights of ${file}.`,
      { cause: error, parameters: { reason: messageOf(error), file } }
    )
  }
}

/** The newest messages, in their order, back to the first that is not among `ids`. */
export async function newestAmong(
  ids: ReadonlySet<string>,
  whole: boolean,
  readPage: (query: PageWish) => Promise<PastPage>
): Promise<SessionMessage[]> {
  let messages: SessionMessage[] = []
  for (let before: string | null | undefined; before !== null;) {
    const page: PastPage = await readPage({
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
