/**
 * What a compaction kept and the program wrote once more behind its boundary, so that the walk that goes on in front
 * of it knows what has been shown: on this page or on a newer one, of which a cursor tells only the boundary's place.
 * Called by `thread.ts` where it crosses a boundary; what it finds is held by `metRecords.ts`.
 */
import { linesIn } from '../lines/forwardLines.ts'
import { fieldsAt, parseMessageLine, textAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import { timeOf } from '../record/recordTime.ts'
import { plainUuid, sniffLine } from '../record/sniff.ts'

/** What stands once more behind a boundary, by uuid and by answer. */
export interface KeptBehind {
  readonly uuids: ReadonlySet<string>
  /** Lines of answers, which may have been given another id: `answerKey`. */
  readonly answers: ReadonlySet<string>
}

/** How much is read behind a boundary, and after how many records that are newer than it no kept one comes any more. */
const LARGEST = 8 * 1024 * 1024
const NEWER = 64
/** What was kept is the newest: in front of this nothing of it stands. */
const REACH = 16 * 1024 * 1024

/** Whether something older than `offset` may have been written once more behind the boundary. */
export function mayBeKept(offset: number, boundaryAt: number): boolean {
  return boundaryAt - offset < REACH
}

/** `bytesAt` reads the file, which ends at `end`. */
export async function keptBehind(
  bytesAt: (offset: number, length: number) => Promise<Buffer>,
  boundaryAt: number,
  end: number
): Promise<KeptBehind> {
  const most = Math.min(LARGEST, end - boundaryAt)
  for (let size = 128 * 1024; ; size *= 4) {
    const bytes = await bytesAt(boundaryAt, Math.min(size, most))
    const found = keptIn(bytes, boundaryAt + bytes.length === end)
    if (found.isWhole || size >= most) return found
  }
}

function keptIn(bytes: Buffer, isEnd: boolean): KeptBehind & { readonly isWhole: boolean } {
  const uuids = new Set<string>()
  const answers = new Set<string>()
  /** The boundary, and all that follows it: a history that was only written down once more does not. */
  const following = new Set<string>()
  let since = Number.NaN
  let newer = 0
  for (const { line, at } of linesIn(bytes)) {
    const isTorn = at + line.length === bytes.length
    if (isTorn && !isEnd) return { uuids, answers, isWhole: false }
    const isBoundary = at === 0
    const sniffed = sniffLine(line)
    if (sniffed.kind === 'blank' || sniffed.kind === 'meta') continue
    if (sniffed.kind === 'chain' && sniffed.isSidechain) continue
    // A tool's result may be long; of what is no answer only the id is asked for.
    const record = parseMessageLine(line)
    if (record === null) continue
    const time = Date.parse(timeOf(record) ?? '')
    const uuid = plainUuid(line) ?? textAt(record, 'uuid')
    if (isBoundary) {
      since = time
      if (uuid !== null) following.add(uuid)
      continue
    }
    if (record['subtype'] === 'compact_boundary') return { uuids, answers, isWhole: true }
    if (uuid !== null && following.has(textAt(record, 'parentUuid') ?? '')) {
      following.add(uuid)
      uuids.add(uuid)
      const key = answerKey(record)
      if (key !== null) answers.add(key)
    }
    if (time > since) newer += 1
    if (newer > NEWER) return { uuids, answers, isWhole: true }
  }
  return { uuids, answers, isWhole: isEnd }
}

/** What a line of an answer says, whatever its id; null for what is none. */
export function answerKey(record: Fields): string | null {
  if (record['type'] !== 'assistant') return null
  const message = fieldsAt(record, 'message')
  const id = message && textAt(message, 'id')
  return id ? `${id} ${JSON.stringify(message['content'] ?? null)}` : null
}
