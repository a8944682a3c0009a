/**
 * Walks the active branch of a transcript from its tip to its root, newest record first. The tip is
 * the newest line of the chain; parents are found by their bytes, so that abandoned branches pass
 * by unparsed. Called by `readPage.ts`, which turns the steps into a page.
 *
 * Some things do not lie on the chain of parents and still belong to the branch: results of
 * parallel tools (each follows its own tool use, only the last of them is anybody's parent), further
 * lines of an API message, and records that follow nothing, or nothing that is there: what is no prompt
 * is never an alternative to anything, and is shown where it stands.
 */
import { unreachable } from '../../shared/errors.ts'
import type { BackwardLine, BackwardLines } from './backwardLines.ts'
import { truePredecessor } from './compactedBefore.ts'
import type { PageCursor } from './cursor.ts'
import { mayHoldAnother } from './damagedLine.ts'
import { earlierRoot } from './earlierRoot.ts'
import { parseLine, parseMessageLine, textAt } from './fields.ts'
import type { Fields } from './fields.ts'
import { HeldLines } from './heldLines.ts'
import type { HeldLine } from './heldLines.ts'
import { isOwn, isSidechain, parentOf, readRecord, toolUsesOf } from './record.ts'
import type { Piece, Place } from './record.ts'
import { RecordLines } from './recordLines.ts'
import type { RecordLine } from './recordLines.ts'
import type { SideLine } from './sideThreads.ts'
import type { Slices } from './slices.ts'
import { isKnownMeta, plainUuid, sniffLine } from './sniff.ts'

/** One record of the branch. */
export interface Step {
  /** What it says, oldest first; nothing for records that are not shown. */
  readonly pieces: readonly Piece[]
  readonly offset: number
  /** Where what comes before it is looked for, when that is not right before it. */
  readonly before?: number
  /** What comes before it: a uuid, null for whatever comes next in the file. */
  readonly parent: string | null
  /** True when the steps given before this one lie on a branch that is not the active one. */
  readonly restarts: boolean
}

/** A step, and why more has to be read before it is whole. */
interface Kept {
  readonly step: Step
  /** It is not the record that was looked for. */
  readonly isBeside?: true
  readonly open: Open | null
}

type Open =
  /** Other lines were held for this line of an answer. */
  | { readonly kind: 'answer'; readonly uuid: string; readonly piece: Piece }
  /** Stands beside the chain, and what follows it does, too. */
  | { readonly kind: 'loose'; readonly uuid: string }
  /** Begins a session, though not the file. */
  | { readonly kind: 'root'; readonly record: Fields }
  /** May follow something else than it says. */
  | { readonly kind: 'boundary'; readonly record: Fields }

export interface ThreadOptions {
  readonly lines: BackwardLines
  /** Where a page began before, or null for the newest. */
  readonly cursor: PageCursor | null
  readonly fallbackTime: string
  /** Set when the file is a subagent's: its lines are side chains, and here they are the thread. */
  readonly parentToolUseId: string | null
  /** Keeps long results and documents whole instead of their beginning. */
  readonly whole?: boolean
  /** Reads a line of the chain; `parseMessageLine` unless told otherwise. Ids must come as they are. */
  readonly parse?: (line: Buffer) => Fields | null
  readonly slices: Slices
}

/** Searches of the whole file for a parent that is not there, before a page goes by file order. */
const LOST_PARENTS = 2
/** How far behind a cursor results are looked for whose tool use lies before it. */
const LARGEST_AHEAD = 256 * 1024
/** Lines of side chains that are remembered; a page shows fewer. */
const MOST_ASIDES = 20_000

export class Thread {
  readonly #options: ThreadOptions
  readonly #parse: (line: Buffer) => Fields | null
  readonly #lines: RecordLines
  readonly #held = new HeldLines()
  readonly #answered = new Set<string>()
  /** The records that were kept or shown, and those passed by. */
  #met = new Set<string>()
  /** `#met` as it was when the last record of the chain was kept, once something beside it was met. */
  #metBefore: ReadonlySet<string> | null = null
  /** Steps that can be given, and those that wait. */
  readonly #ready: Step[] = []
  readonly #beside: Step[] = []
  readonly #passed = new Set<string>()
  /** Lines of subagents that older versions wrote among the others, newest first. */
  readonly #asides: HeldLine[] = []
  #wanted: string | null
  /** As the wanted record names itself. */
  #needle: string
  #ended = false
  /** The offset of the last record that was kept: the search for a parent begins there. */
  #keptAt: number
  #keptAny: boolean
  /** The offset of the last record beside the chain, or on it: one met again is not shown again. */
  #looseAt: number
  #lost = 0
  #tip: string | null = null

  constructor(options: ThreadOptions, end: number) {
    this.#options = options
    this.#lines = new RecordLines(options.lines)
    this.#parse = options.parse ?? parseMessageLine
    this.#wanted = options.cursor?.wanted ?? null
    this.#needle = needleFor(this.#wanted)
    this.#keptAt = options.cursor?.at ?? end
    this.#keptAny = options.cursor !== null
    this.#looseAt = this.#keptAt
  }

  /** The next older record of the branch, null when its root was given. */
  async next(): Promise<Step | null> {
    const { slices } = this.#options
    while (this.#ready.length === 0 && !this.#ended) {
      if (slices.isOver) await slices.rest()
      const line = this.#lines.take()
      if (line !== null) {
        const kept = this.#consider(line)
        if (kept !== null) await this.#takeKept(kept)
      } else if (!(await this.#lines.fill()) && !this.#forgetLostParent()) {
        this.#ended = true
        this.#ready.push(...this.#beside.splice(0))
      }
    }
    return this.#ready.shift() ?? null
  }

  /** What stands beside the chain waits for the record that is looked for: when that is nowhere, all is met again. */
  async #takeKept(kept: Kept): Promise<void> {
    const step = kept.open === null ? kept.step : await this.#completed(kept.step, kept.open)
    if (kept.isBeside === true) {
      this.#beside.push(step)
      return
    }
    this.#ready.push(...this.#beside.splice(0), step)
    this.#metBefore = null
  }

  /** The cursor for everything older than `step`. */
  cursorBefore(step: Step): PageCursor {
    if (step.before !== undefined) return { at: step.before, wanted: step.parent, ahead: 0 }
    const end = this.#held.endWithin(step.offset, LARGEST_AHEAD)
    return { at: step.offset, wanted: step.parent, ahead: end - step.offset }
  }

  /** Lines of side chains in the main file, oldest first, as far as the walk has come. */
  async asides(): Promise<readonly SideLine[]> {
    const lines: SideLine[] = []
    for (const { offset, length } of this.#asides.toReversed()) {
      const record = this.#parse(await this.#lines.lineAt(offset, length))
      if (record !== null) lines.push({ record, offset })
    }
    return lines
  }

  /**
   * What was passed by from `from` up to `to` because it follows a record that is nowhere: no prompt, so it is no
   * alternative to what was said instead. To be asked when the walk has come to its end, or to that of a page.
   */
  async strays(from: number, to: number): Promise<readonly Step[]> {
    const open = this.#held
      .entries()
      .filter(([parent]) => !this.#met.has(parent) && !this.#passed.has(parent))
    const candidates: { parent: string; step: Step }[] = []
    for (const [parent, lines] of open) {
      for (const line of lines) {
        if (line.offset < from || line.offset >= to) continue
        const step = await this.#strayAt(line)
        if (step !== null) candidates.push({ parent, step })
      }
    }
    if (candidates.length === 0) return []
    const missing = await this.#missingBefore(new Set(candidates.map(({ parent }) => parent)), from)
    return candidates.flatMap(({ parent, step }) => (missing.has(parent) ? [step] : []))
  }

  async #strayAt({ offset, length }: HeldLine): Promise<Step | null> {
    const record = this.#parse(await this.#lines.lineAt(offset, length))
    const piece = record && readRecord(record, this.#place(offset))
    const isPrompt = piece?.kind === 'message' && piece.message.role === 'user'
    if (piece === null || isPrompt) return null
    return { pieces: [piece], offset, parent: null, restarts: false }
  }

  async #missingBefore(sought: Set<string>, from: number): Promise<ReadonlySet<string>> {
    const { slices } = this.#options
    const lines = this.#lines.from(from)
    while (sought.size > 0) {
      if (slices.isOver) await slices.rest()
      const line = lines.take()
      if (line === null) {
        if (!(await lines.fill())) break
        continue
      }
      for (const uuid of sought) if (line.bytes.includes(needleFor(uuid))) sought.delete(uuid)
    }
    return sought
  }

  /** The parent is nowhere in the file: go on with the line that stands before its child. */
  #forgetLostParent(): boolean {
    if (this.#wanted === null || this.#keptAt === 0) return false
    this.#lost += 1
    this.#held.forgetBefore(this.#keptAt)
    this.#beside.splice(0)
    this.#looseAt = this.#keptAt
    if (this.#metBefore !== null) this.#met = new Set(this.#metBefore)
    this.#metBefore = null
    this.#goOnBefore(this.#keptAt)
    return true
  }

  #goOnBefore(offset: number): void {
    this.#want(null)
    this.#keptAt = offset
    this.#lines.seek(offset)
  }

  #consider(line: RecordLine): Kept | null {
    const sniffed = sniffLine(line.bytes)
    switch (sniffed.kind) {
      case 'blank':
        return null
      case 'meta':
        if (!line.isWhole && mayHoldAnother(line.bytes)) return this.#split(line)
        if (sniffed.type === 'last-prompt' && !this.#keptAny && this.#tip === null) {
          this.#tip = textAt(parseLine(line.bytes) ?? {}, 'leafUuid')
        }
        return null
      case 'chain': {
        const isOurs = sniffed.isSidechain === this.#readsSidechain()
        const isWanted = isOurs && this.#isWanted(line)
        const isSilent = sniffed.isAttachment && !sniffed.isOfHook
        if (isWanted && !isSilent) return this.#keepLine(line)
        // What is read whole needs no such look.
        if (!line.isWhole && mayHoldAnother(line.bytes)) return this.#split(line)
        if (!isOurs) return this.#passAside(line)
        if (!isWanted) return this.#passBy(line, { parent: sniffed.parent, isSilent })
        return { step: this.#keep(line.offset, [], sniffed.parent ?? undefined), open: null }
      }
      case 'other':
        return this.#considerUnsniffed(line)
    }
  }

  #split(line: RecordLine): null {
    // What was read whole once and is no record to us would come again for ever.
    if (line.isWhole) return null
    this.#lines.split(line)
    return null
  }

  #passAside({ offset, bytes }: BackwardLine): null {
    if (!this.#readsSidechain() && this.#asides.length < MOST_ASIDES) {
      this.#asides.push({ offset, length: bytes.length })
    }
    return null
  }

  #readsSidechain(): boolean {
    return this.#options.parentToolUseId !== null
  }

  #isWanted(line: BackwardLine): boolean {
    if (this.#wanted === null) return line.offset < this.#keptAt
    return line.bytes.includes(this.#needle)
  }

  #passBy(line: RecordLine, { parent, isSilent }: { parent: string | null; isSilent: boolean }): Kept | null {
    if (this.#isOtherTip(line.bytes)) {
      this.#want(this.#tip)
      this.#tip = null
      this.#answered.clear()
      this.#met.clear()
      const kept = this.#keepLine(line)
      return kept && { ...kept, step: { ...kept.step, restarts: true } }
    }
    if (isSilent) {
      this.#notePassed(line)
      return null
    }
    if (parent === null) return this.#passBeginning(line)
    this.#hold(parent, line)
    return null
  }

  #hold(parent: string, line: BackwardLine): void {
    this.#held.hold(parent, line)
    this.#notePassed(line)
  }

  #notePassed({ bytes }: BackwardLine): void {
    const uuid = plainUuid(bytes) ?? textAt(parseMessageLine(bytes) ?? {}, 'uuid')
    if (uuid !== null) this.#passed.add(uuid)
  }

  /** What follows nothing and is no prompt follows what stands before it. */
  #passBeginning(line: RecordLine): Kept | null {
    const record = this.#parse(line.bytes)
    if (record === null) return this.#split(line)
    const parent = parentOf(record)
    if (parent === undefined) return this.#keepLoose(record, line)
    if (parent !== null) this.#hold(parent, line)
    return null
  }

  #keepLine(line: RecordLine): Kept | null {
    const record = this.#parse(line.bytes)
    if (record === null) return this.#split(line)
    // Of a tool's result only the beginning was read: another record may stand behind it.
    if (record['type'] === 'user' && !line.isWhole && mayHoldAnother(line.bytes)) return this.#split(line)
    if (isSidechain(record) !== this.#readsSidechain()) return null
    // The uuid may have stood deeper in the record: in something a tool said, for example.
    if (this.#wanted !== null && record['uuid'] !== this.#wanted) return null
    return this.#keepRecord(record, line.offset)
  }

  /** A line in a notation of its own. */
  #considerUnsniffed(line: RecordLine): Kept | null {
    const record = parseLine(line.bytes)
    if (record === null) return this.#split(line)
    if (isSidechain(record) !== this.#readsSidechain()) return this.#passAside(line)
    const type = textAt(record, 'type')
    const uuid = textAt(record, 'uuid')
    if (uuid === null && type !== null && isKnownMeta(type)) return null
    const isLoose = !('parentUuid' in record)
    if (isLoose && this.#wanted !== null && uuid !== this.#wanted) return this.#keepLoose(record, line)
    if (this.#wanted === null ? line.offset < this.#keptAt : uuid === this.#wanted) {
      return this.#keepRecord(record, line.offset)
    }
    const parent = textAt(record, 'parentUuid')
    if (parent !== null) this.#hold(parent, line)
    else if (parentOf(record) === undefined) return this.#keepLoose(record, line)
    return null
  }

  /** A record without a place in the chain is shown where it stands. */
  #keepLoose(record: Fields, line: BackwardLine): Kept | null {
    if (line.offset >= this.#looseAt) return null
    this.#metBefore ??= new Set(this.#met)
    if (this.#isShownAlready(record)) return null
    const piece = readRecord(record, this.#place(line.offset))
    this.#looseAt = line.offset
    if (piece === null) return null
    const step = { pieces: [piece], offset: line.offset, parent: this.#wanted, restarts: false }
    const uuid = textAt(record, 'uuid')
    const open = uuid !== null && this.#held.has(uuid) ? ({ kind: 'loose', uuid } as const) : null
    return { step, open, isBeside: true }
  }

  /** Written once more: shown where it stands last. */
  #isShownAlready(record: Fields): boolean {
    const uuid = textAt(record, 'uuid')
    if (uuid === null || uuid === '') return false
    if (this.#met.has(uuid)) return true
    this.#met.add(uuid)
    return false
  }

  #keepRecord(record: Fields, offset: number): Kept {
    const piece = this.#isShownAlready(record) ? null : readRecord(record, this.#place(offset))
    const parent = parentOf(record)
    const step = this.#keep(offset, piece === null ? [] : [piece], parent)
    if (parent === null && offset > 0 && !this.#ended && !isOwn(record)) {
      return { step, open: { kind: 'root', record } }
    }
    if (parent === null) this.#ended = true
    if (piece === null) return { step, open: null }
    const uuid = textAt(record, 'uuid')
    if (piece.kind === 'answer' && uuid !== null && this.#held.has(uuid)) {
      return { step, open: { kind: 'answer', uuid, piece } }
    }
    this.#noteAnswers(piece)
    return { step, open: record['subtype'] === 'compact_boundary' ? { kind: 'boundary', record } : null }
  }

  #keep(offset: number, pieces: readonly Piece[], parent: string | null | undefined): Step {
    const inFileOrder = parent === undefined || this.#lost > LOST_PARENTS
    if (this.#wanted !== null) this.#met.add(this.#wanted)
    this.#keptAt = offset
    this.#looseAt = Math.min(this.#looseAt, offset)
    this.#keptAny = true
    this.#want(inFileOrder ? null : (parent ?? null))
    return { pieces, offset, parent: this.#wanted, restarts: false }
  }

  async #completed(step: Step, open: Open): Promise<Step> {
    switch (open.kind) {
      case 'answer':
        return { ...step, pieces: [...step.pieces, ...(await this.#claim(open.uuid, open.piece))] }
      case 'loose':
        return { ...step, pieces: [...step.pieces, ...(await this.#claimAll(open.uuid))] }
      case 'root':
        return this.#beforeRoot(step, open.record)
      case 'boundary':
        return this.#beforeBoundary(step, open.record)
      default:
        return unreachable(open)
    }
  }

  /** Several beginnings are read one after the other, but for those that say the same. */
  async #beforeRoot(step: Step, root: Fields): Promise<Step> {
    const other = await earlierRoot(this.#lines.from(step.offset), root, this.#options.slices)
    if (other === null) return step
    if (other === 0) this.#ended = true
    this.#goOnBefore(other)
    return { ...step, before: other }
  }

  async #beforeBoundary(step: Step, boundary: Fields): Promise<Step> {
    const lines = this.#lines.from(step.offset)
    const found = await truePredecessor(lines, boundary, step.offset)
    if (found === null) return step
    const between: Piece[] = []
    for (const { offset, length } of found.between) {
      const record = this.#parse(await this.#lines.lineAt(offset, length))
      const piece = record && readRecord(record, this.#place(offset))
      if (piece !== null) between.push(piece)
    }
    this.#want(found.uuid)
    return { ...step, pieces: [...between, ...step.pieces], parent: found.uuid }
  }

  /** Everything held that follows a record beside the chain, but for what a person sent instead. */
  async #claimAll(uuid: string): Promise<Piece[]> {
    const claimed: Piece[] = []
    for (const { offset, length } of this.#held.take(uuid) ?? []) {
      const child = this.#parse(await this.#lines.lineAt(offset, length))
      if (child === null || this.#isShownAlready(child)) continue
      const piece = readRecord(child, this.#place(offset))
      const isPrompt = piece?.kind === 'message' && piece.message.role === 'user'
      if (isPrompt && toolUsesOf(piece.message.content).answered.length === 0) continue
      if (piece !== null) claimed.push(piece)
      claimed.push(...(await this.#claimAll(textAt(child, 'uuid') ?? '')))
    }
    return claimed
  }

  /** Results and further lines of an API message that follow the line `uuid` of it. */
  async #claim(uuid: string, answer: Piece): Promise<Piece[]> {
    const claimed: Piece[] = []
    const asked = toolUsesOf(answer.message.content).asked
    for (const { offset, length } of this.#held.take(uuid) ?? []) {
      const child = this.#parse(await this.#lines.lineAt(offset, length))
      const piece = child && readRecord(child, this.#place(offset))
      if (child === null) continue
      if (child['type'] === 'attachment') claimed.push(...(await this.#claimHooks(child, piece)))
      if (piece === null || child['type'] === 'attachment') continue
      if (piece.kind === 'answer' && piece.message.id === answer.message.id) {
        claimed.push(piece, ...(await this.#claim(textAt(child, 'uuid') ?? '', piece)))
      } else if (this.#answersOneOf(piece, asked)) {
        this.#noteAnswers(piece)
        claimed.push(piece, ...(await this.#hooksBehind(child)))
      }
    }
    return claimed
  }

  /** What the hooks of one of several tools said hangs on that tool, beside the chain. */
  async #claimHooks(record: Fields, piece: Piece | null): Promise<Piece[]> {
    const isAgain = this.#isShownAlready(record)
    return [...(piece === null || isAgain ? [] : [piece]), ...(await this.#hooksBehind(record))]
  }

  async #hooksBehind(record: Fields): Promise<Piece[]> {
    const said: Piece[] = []
    for (const { offset, length } of this.#held.take(textAt(record, 'uuid') ?? '') ?? []) {
      const child = this.#parse(await this.#lines.lineAt(offset, length))
      if (child === null || child['type'] !== 'attachment') continue
      said.push(...(await this.#claimHooks(child, readRecord(child, this.#place(offset)))))
    }
    return said
  }

  #answersOneOf(piece: Piece, asked: readonly string[]): boolean {
    const { answered } = toolUsesOf(piece.message.content)
    return answered.some((id) => asked.includes(id) && !this.#answered.has(id))
  }

  #noteAnswers(piece: Piece): void {
    for (const id of toolUsesOf(piece.message.content).answered) this.#answered.add(id)
  }

  /** Whether this passed line is the tip that `last-prompt` names, so that another branch is active. */
  #isOtherTip(bytes: Buffer): boolean {
    if (this.#tip === null || !bytes.includes(needleFor(this.#tip))) return false
    return !bytes.includes('"tool_result"')
  }

  #want(uuid: string | null): void {
    this.#wanted = uuid
    if (uuid !== null) this.#needle = needleFor(uuid)
  }

  #place(offset: number): Place {
    const { fallbackTime, parentToolUseId, whole = false } = this.#options
    return { offset, fallbackTime, parentToolUseId, whole }
  }
}

function needleFor(uuid: string | null): string {
  return `"uuid":${JSON.stringify(uuid ?? '')}`
}
