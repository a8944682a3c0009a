/**
 * What a compaction really follows. From its second compaction on Claude Code 2.1.237 to 2.1.260 writes the
 * history once more in front of the boundary and hangs the boundary on that copy, so that everything said since the
 * compaction before is on no branch (anthropics/claude-code#92089, #92849). Used by `thread.ts`.
 */
import type { BackwardLines } from '../lines/backwardLines.ts'
import { fieldsAt, textAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import { timeIn, timeOf } from '../record/recordTime.ts'
import { plainUuid, sniffLine } from '../record/sniff.ts'

/** One line of the conversation in front of a boundary. */
interface Met {
  readonly uuid: string
  readonly parent: string | null
  readonly offset: number
  readonly length: number
  readonly time: string | null
}

/** Where the walk goes on in place of the copy the boundary hangs on. */
export interface TruePredecessor {
  /** The newest record before the copies. */
  readonly uuid: string
  /** What is no copy on the way from the boundary to them, oldest first: a hook's report, for example. */
  readonly between: readonly { readonly offset: number; readonly length: number }[]
}

/** How far back is looked where the boundary does not say which message it kept. */
const UNTOLD_REACH = 8 * 1024 * 1024
/** Clocks and parallel writers put lines a little out of order; a copied history is older than that. */
const DISORDER_MS = 1_000

/** Null when the boundary follows what it says. `lines` end where the boundary begins. */
export async function truePredecessor(
  lines: BackwardLines,
  boundary: Fields,
  boundaryAt: number
): Promise<TruePredecessor | null> {
  const says = textAt(boundary, 'logicalParentUuid')
  if (says === null || says === '') return null
  const head = firstKept(boundary)
  // The usual case: one message was kept, and it is the one that stands before.
  if (head !== null && head === says) return null
  const search = head === null ? await searchByTime(lines, boundaryAt) : await searchFor(lines, head)
  if (search === null) return null
  const { met, found } = search
  // A boundary that is older than what stands before it is a copy itself.
  if (Date.parse(timeOf(boundary) ?? '') < Date.parse(found.time ?? '')) return null
  const chain = chainFrom(says, met)
  if (chain.some(({ uuid }) => uuid === found.uuid)) return null
  const own = ownOf(found, met)
  const last = own.findLast(({ uuid }) => !chain.some((other) => other.uuid === uuid)) ?? found
  const copies = await copiesAmong(lines, chain)
  if (head === null && copies.size === 0) return null
  return { uuid: last.uuid, between: chain.filter(({ uuid }) => !copies.has(uuid)).toReversed() }
}

function firstKept(boundary: Fields): string | null {
  const made = fieldsAt(boundary, 'compactMetadata') ?? {}
  const segment = fieldsAt(made, 'preservedSegment')
  const kept = fieldsAt(made, 'preservedMessages')?.['uuids']
  const first: unknown = Array.isArray(kept) ? kept[0] : undefined
  return (segment && textAt(segment, 'headUuid')) ?? (typeof first === 'string' ? first : null)
}

interface Search {
  /** Newest first, down to and with `found`. */
  readonly met: readonly Met[]
  readonly found: Met
}

async function searchFor(lines: BackwardLines, uuid: string): Promise<Search | null> {
  const met: Met[] = []
  for await (const line of chainLines(lines)) {
    met.push(line)
    if (line.uuid === uuid) return { met, found: line }
  }
  return null
}

/** Where time goes forward as one reads backwards, a stretch begins that is older than what stands before it. */
async function searchByTime(lines: BackwardLines, from: number): Promise<Search | null> {
  const met: Met[] = []
  let oldest = Number.POSITIVE_INFINITY
  for await (const line of chainLines(lines)) {
    if (from - line.offset > UNTOLD_REACH) return null
    const follower = met.at(-1)
    met.push(line)
    const time = line.time === null ? Number.NaN : Date.parse(line.time)
    if (Number.isNaN(time)) continue
    // What an older compaction kept is older than it, and follows it all the same.
    const isFollowed = follower?.parent === line.uuid
    if (time > oldest + DISORDER_MS && !isFollowed) return { met, found: line }
    oldest = isFollowed ? time : Math.min(oldest, time)
  }
  return null
}

async function* chainLines(lines: BackwardLines): AsyncGenerator<Met> {
  for (;;) {
    const line = lines.take()
    if (line === null) {
      if (!(await lines.fill())) return
      continue
    }
    const sniffed = sniffLine(line.bytes)
    if (sniffed.kind !== 'chain' || sniffed.isSidechain) continue
    const uuid = plainUuid(line.bytes)
    if (uuid === null) continue
    const { offset, bytes } = line
    yield { uuid, parent: sniffed.parent, offset, length: bytes.length, time: timeIn(bytes) }
  }
}

/** From parent to parent, newest first, as a reader would go who looks for the nearest. */
function chainFrom(uuid: string, met: readonly Met[]): readonly Met[] {
  const chain: Met[] = []
  let wanted: string | null = uuid
  for (const line of met) {
    if (line.uuid !== wanted) continue
    chain.push(line)
    wanted = line.parent
  }
  return chain
}

/** What follows `found` on any branch, oldest first. */
function ownOf(found: Met, met: readonly Met[]): readonly Met[] {
  const uuids = new Set([found.uuid])
  return met.toReversed().filter(({ uuid, parent }) => {
    if (uuid === found.uuid) return true
    if (parent === null || !uuids.has(parent)) return false
    uuids.add(uuid)
    return true
  })
}

/** Which of these records stand in the file once more, before everything met. */
async function copiesAmong(lines: BackwardLines, chain: readonly Met[]): Promise<ReadonlySet<string>> {
  const copies = new Set<string>()
  const sought = new Set(chain.map(({ uuid }) => uuid))
  if (sought.size === 0) return copies
  // A copied history is copied from its beginning: behind the oldest of it nothing is sought any more.
  for await (const { uuid } of chainLines(lines)) {
    if (sought.delete(uuid)) copies.add(uuid)
    if (sought.size === 0) break
  }
  return copies
}
