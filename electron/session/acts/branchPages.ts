/**
 * All messages of a session's active branch, page by page: what a live session holds, and what its
 * transcript has before that. The same messages with the same ids as windows get, but whole. Used by
 * `sessionFind.ts` and `sessionExport.ts`.
 */
import { messagesOf } from '../../../shared/evolve.ts'
import type { Page } from '../../../shared/page.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { endsBefore } from '../../transcript/page/cursor.ts'
import type { PageReading } from '../../transcript/page/readPage.ts'
import type { PastWalk } from '../past/pastPages.ts'
import type { LocatedSession } from '../catalog/sessions.ts'

/** Messages: what is alive at once is what the collector copies, so a larger page makes the whole walk dearer. */
const PAGE = 60

export type ReadSession = Pick<LocatedSession, 'past' | 'host'>

export interface BranchReading extends Pick<PageReading, 'parse' | 'signal' | 'slices'> {
  readonly subagentLimit?: number
}

export interface BackwardReading extends BranchReading {
  /** A byte of the transcript: pages that lie before it are not read. */
  readonly from?: number
}

/** Newest page first, in each the oldest message first. */
export async function* branchPages(
  session: ReadSession,
  { from = 0, ...reading }: BackwardReading
): AsyncGenerator<readonly SessionMessage[]> {
  const newest = await heldPage(session, reading)
  if (newest !== null) yield newest.messages
  const walk = await session.past.walk()
  try {
    for (let before = newest?.before; before !== null && reaches(before, from);) {
      const page = await pageOf(walk, before, reading)
      yield page.messages
      before = page.before
    }
  } finally {
    await walk.close()
  }
}

function reaches(before: string | undefined, from: number): boolean {
  return before === undefined || from === 0 || !endsBefore(before, from)
}

/** As `branchPages`, oldest page first. `skim` reads the branch once for the places where pages begin. */
export async function* branchPagesForward(
  session: ReadSession,
  reading: BranchReading,
  skim: PageReading['parse']
): AsyncGenerator<readonly SessionMessage[]> {
  const newest = await heldPage(session, reading)
  const walk = await session.past.walk()
  try {
    const cursors: (string | undefined)[] = []
    for (let before = newest?.before; before !== null;) {
      cursors.push(before)
      const skimming = { ...reading, ...(skim ? { parse: skim } : null), subagentLimit: 1 }
      ;({ before } = await pageOf(walk, before, skimming))
    }
    for (const cursor of cursors.toReversed()) yield (await pageOf(walk, cursor, reading)).messages
  } finally {
    await walk.close()
  }
  if (newest !== null) yield newest.messages
}

function pageOf(walk: PastWalk, before: string | undefined, reading: BranchReading): Promise<Page> {
  return walk.page({ ...reading, limit: PAGE, whole: true, ...(before === undefined ? null : { before }) })
}

/** What a live session holds, null when it is not live. */
async function heldPage(session: ReadSession, reading: BranchReading): Promise<Page | null> {
  const { host, past } = session
  if (host === null) {
    await past.flushed()
    return null
  }
  const { before } = host.state
  const messages = messagesOf(host.state)
  const short = new Set(messages.filter(isShortened).map(({ id }) => id))
  if (short.size === 0) return { messages: [...messages], before }
  await past.flushed()
  const whole = await wholeOnes(session, short, messages[0]?.id ?? '', reading)
  return { messages: messages.map((message) => whole.get(message.id) ?? message), before }
}

/** Windows get the beginning of what is long; the transcript has it whole, once it is written. */
async function wholeOnes(
  session: ReadSession,
  wanted: ReadonlySet<string>,
  oldestHeld: string,
  reading: BranchReading
): Promise<ReadonlyMap<string, SessionMessage>> {
  const found = new Map<string, SessionMessage>()
  const walk = await session.past.walk()
  try {
    for (let before: string | null | undefined = undefined; before !== null;) {
      const page: Page = await pageOf(walk, before, reading)
      for (const message of page.messages) if (wanted.has(message.id)) found.set(message.id, message)
      const isEnough = found.size === wanted.size || page.messages.some(({ id }) => id === oldestHeld)
      before = isEnough ? null : page.before
    }
  } finally {
    await walk.close()
  }
  return found
}

function isShortened({ content }: SessionMessage): boolean {
  return content.some((block) => 'truncated' in block && block.truncated !== undefined)
}
