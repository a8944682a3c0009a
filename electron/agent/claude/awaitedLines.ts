/**
 * Lines that must come in a transcript, because a frame told that something was said: which of those that stand there
 * are the awaited ones, and which are looked for again. Pure; asked by `HookRecords`.
 */
import { parseLine } from '../../transcript/record/fields.ts'
import type { Fields } from '../../transcript/record/fields.ts'
import { isHookRecord } from './transcript/hookWords.ts'

/** A line of a transcript that must come. */
export interface Awaited {
  /** It stands before the result of the tool it is about, and not behind it. */
  readonly isBeforeTool: boolean
  /** As they stand in its JSON. */
  readonly words: string
  /** What the line must hold besides. */
  readonly kind: string
  /** How often it was looked for in vain: some lines are only written with what follows. It is waited for once. */
  readonly looks?: number
}

/** Frames with which a line may come late. */
const MOST_LOOKS = 50

/** Of a line that is known by its id. */
export const UUID = '"uuid"'
/** Of the line that sums up what hooks said at the end of a turn. */
export const SUMMARY = '"stop_hook_summary"'

export function isLate({ looks = 0 }: Awaited): boolean {
  return looks > 0
}

export function lookAgain(missing: readonly Awaited[]): Awaited[] {
  return missing.flatMap((wanted) => {
    const looks = (wanted.looks ?? 0) + 1
    return wanted.kind === UUID || looks > MOST_LOOKS ? [] : [{ ...wanted, isBeforeTool: false, looks }]
  })
}

/** How many of the lines are up to the last one that was awaited, and what is awaited still. */
export function metIn(
  lines: readonly Buffer[],
  awaited: readonly Awaited[]
): { readonly taken: number; readonly left: readonly Awaited[] } {
  let left = awaited
  let taken = 0
  for (const [at, line] of lines.entries()) {
    if (left.length === 0) break
    const text = line.toString('utf8')
    const isHooks = mayBeHook(text) && hookRecordIn(line) !== null
    const still = without(
      left.filter(({ kind }) => isHooks || kind === UUID),
      text
    )
    const others = isHooks ? [] : left.filter(({ kind }) => kind !== UUID)
    if (still.length + others.length === left.length) continue
    taken = at + 1
    left = [...still, ...others]
  }
  return { taken, left }
}

export function hookRecordIn(line: Buffer): Fields | null {
  const record = mayBeHook(line.toString('utf8')) ? parseLine(line) : null
  return record !== null && isHookRecord(record) ? record : null
}

/** What is not in the line. Hooks that say the same have a line each, but for those that one line sums up. */
export function without(awaited: readonly Awaited[], line: string): Awaited[] {
  const met = new Set<string>()
  return awaited.filter((wanted) => {
    if (!isIn(line, wanted) || met.has(`${wanted.kind} ${wanted.words}`)) return true
    if (wanted.kind !== SUMMARY) met.add(`${wanted.kind} ${wanted.words}`)
    return false
  })
}

function isIn(line: string, { words, kind }: Awaited): boolean {
  return line.includes(kind) && line.includes(words)
}

function mayBeHook(line: string): boolean {
  return line.includes('"hook_') || line.includes('_hook_') || line.includes('"informational"')
}
