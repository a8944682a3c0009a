/**
 * What stands at the end of a file and is not what the branch ends with: records written once more on what they
 * followed long ago, rows of the program's and results of tools that come late. A branch ends with what stands before
 * them. Asked by `thread.ts` before the newest page is read.
 */
import type { BackwardLine, BackwardLines } from '../lines/backwardLines.ts'
import { mayHoldAnother } from '../record/damagedLine.ts'
import { parseMessageLine } from '../record/fields.ts'
import { timeIn } from '../record/recordTime.ts'
import type { Slices } from '../../slices.ts'
import { isToolResultLine, plainUuid, sniffLine } from '../record/sniff.ts'
import { needleFor } from './strays.ts'
import { isTurnRow } from '../record/turnRows.ts'

/**
 * `again`: it is shown where it stood first. `late`: it belongs to what it follows, which is near. `far`: it is shown
 * where it stands.
 */
export type Trailing = 'again' | 'late' | 'far'

/** Within this what a late record follows is met with it. */
const NEAR = 192 * 1024

interface Candidate {
  readonly uuid: string
  readonly parent: string | null
  readonly offset: number
  readonly time: number
  readonly kind: 'row' | 'result' | 'silent' | 'other'
}

/** By the offsets of their lines. `lines` end where the file does. */
export async function trailingRecords(
  lines: Pick<BackwardLines, 'take' | 'fill' | 'from'>,
  slices: Slices
): Promise<ReadonlyMap<number, Trailing>> {
  const passed = new Map<number, Trailing>()
  let candidate = await nextOf(lines)
  while (candidate !== null) {
    const before = await nextOf(lines)
    const isNewest = candidate.parent === null || before === null || candidate.parent === before.uuid
    const kind = isNewest ? null : await kindOf(candidate, before, lines, slices)
    if (kind === null) break
    passed.set(candidate.offset, kind)
    candidate = before
  }
  return passed
}

/** Null for what the branch ends with. */
async function kindOf(
  { uuid, parent, offset, time, kind }: Candidate,
  before: Candidate,
  lines: Pick<BackwardLines, 'from'>,
  slices: Slices
): Promise<Trailing | null> {
  if (kind === 'silent') return 'again'
  if (kind === 'other') {
    return time < before.time && (await standsIn(lines.from(offset), uuid, slices)) ? 'again' : null
  }
  // What follows something of the newest turn hides nothing.
  const distance = await distanceBehindPrompt(lines.from(offset), parent ?? '', offset, slices)
  if (distance === null) return null
  if (kind === 'row' && (await standsIn(lines.from(offset), uuid, slices))) return 'again'
  return distance < NEAR ? 'late' : 'far'
}

async function standsIn(lines: BackwardLines, uuid: string, slices: Slices): Promise<boolean> {
  const needle = needleFor(uuid)
  for (;;) {
    const line = lines.take()
    if (line !== null) {
      if (line.bytes.includes(needle) && plainUuid(line.bytes) === uuid) return true
    } else if (!(await lines.fill())) return false
    if (slices.isOver) await slices.rest()
  }
}

/** How far before `offset` the record `parent` stands, if a prompt stands between; else null. */
async function distanceBehindPrompt(
  lines: BackwardLines,
  parent: string,
  offset: number,
  slices: Slices
): Promise<number | null> {
  const needle = needleFor(parent)
  let hasPrompt = false
  for (;;) {
    const line = lines.take()
    if (line !== null) {
      if (line.bytes.includes(needle)) return hasPrompt ? offset - line.offset : null
      hasPrompt ||= mayBePrompt(line.bytes)
    } else if (!(await lines.fill())) return null
    if (slices.isOver) await slices.rest()
  }
}

function mayBePrompt(line: Buffer): boolean {
  const sniffed = sniffLine(line)
  if (sniffed.kind !== 'chain' || sniffed.isSidechain || sniffed.isAttachment) return false
  if (isToolResultLine(line) || line.includes('"isMeta":true')) return false
  return line.toString('latin1', 0, 700).includes('"message":{"role":"user"')
}

/** The next older record of the session's own chain; null where there is none that its bytes tell. */
async function nextOf(lines: Pick<BackwardLines, 'take' | 'fill'>): Promise<Candidate | null> {
  for (;;) {
    const line = lines.take()
    if (line === null) {
      if (!(await lines.fill())) return null
      continue
    }
    const sniffed = sniffLine(line.bytes)
    if (sniffed.kind === 'blank' || sniffed.kind === 'meta') continue
    if (sniffed.kind === 'other' || mayHoldAnother(line.bytes)) return null
    if (sniffed.isSidechain) continue
    const uuid = plainUuid(line.bytes)
    if (uuid === null) return null
    const kind = sniffed.isAttachment && !sniffed.isOfHook ? 'silent' : kindIn(line)
    return {
      uuid,
      parent: sniffed.parent,
      offset: line.offset,
      time: Date.parse(timeIn(line.bytes) ?? ''),
      kind
    }
  }
}

function kindIn({ bytes }: BackwardLine): Candidate['kind'] {
  if (isToolResultLine(bytes)) return 'result'
  if (bytes.includes('"message":{')) return 'other'
  const record = parseMessageLine(bytes)
  return record !== null && isTurnRow(record) ? 'row' : 'other'
}
