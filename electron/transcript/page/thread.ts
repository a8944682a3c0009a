/**
 * Walks the active branch of a transcript from its tip to its root, newest record first. The tip is
 * the newest line of the chain; parents are found by their bytes, so that abandoned branches pass
 * by unparsed. Called by `readPage.ts`, which turns the steps into a page.
 *
 * Some things do not lie on the chain of parents and still belong to the branch: what `branchClaims.ts` finds among
 * the lines passed by, and records that follow nothing, or nothing that is there (`strays.ts`): what is no prompt is
 * never an alternative to anything, and is shown where it stands.
 */
import type { BackwardLine, BackwardLines } from '../lines/backwardLines.ts'
import { Asides } from './asides.ts'
import { BranchClaims, isPrompt } from './branchClaims.ts'
import type { HeldRecord, SiblingsOf } from './branchClaims.ts'
import type { PageCursor } from './cursor.ts'
import { mayHoldAnother } from '../record/damagedLine.ts'
import { EarlierRoots } from './earlierRoots.ts'
import { fieldsAt, parseLine, parseMessageLine, textAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import { HeldLines } from './heldLines.ts'
import { keptBehind, mayBeKept } from './keptBehind.ts'
import type { HeldLine } from './heldLines.ts'
import type { LooseBehind } from './looseBehind.ts'
import { MetRecords } from './metRecords.ts'
import { isOurs, isSidechain, parentOf, readRecord } from '../record/record.ts'
import type { Piece, Place } from '../record/pieces.ts'
import type { RecordFormat } from '../record/recordFormat.ts'
import { OpenSteps } from './openSteps.ts'
import { followsOwnCopy } from './ownCopy.ts'
import { RecordLines } from './recordLines.ts'
import type { RecordLine } from './recordLines.ts'
import { ShownBehind } from './shownBehind.ts'
import type { SideLine } from './sideThreads.ts'
import type { Slices } from '../../slices.ts'
import { isKnownMeta, plainUuid, sniffLine } from '../record/sniff.ts'
import type { Kept, Open, Step } from './step.ts'
import { StepQueue } from './stepQueue.ts'
import { needleFor, straysAmong } from './strays.ts'
import { trailingRecords } from './trailingRecords.ts'
import type { Trailing } from './trailingRecords.ts'
import { isTurnRow } from '../record/turnRows.ts'

/** The file's lines, where to begin and whose records they are. */
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
  readonly format: RecordFormat
  /** Of a walk whose pages share the file; absent: cursors carry what is known. */
  readonly looseBehind?: LooseBehind
}

/** Searches of the whole file for a parent that is not there, before a page goes by file order. */
const LOST_PARENTS = 2
/** How far behind a cursor results are looked for whose tool use lies before it. */
const LARGEST_AHEAD = 256 * 1024

/** One walk; each step is asked for, so that a page reads no further than it needs. */
export class Thread {
  readonly #options: ThreadOptions
  readonly #end: number
  readonly #parse: (line: Buffer) => Fields | null
  readonly #lines: RecordLines
  readonly #held = new HeldLines()
  readonly #openSteps: OpenSteps
  readonly #met = new MetRecords()
  readonly #claims: BranchClaims
  readonly #steps = new StepQueue()
  /** What was kept last and names the wanted record as what it follows. */
  #below: SiblingsOf['below'] | null = null
  readonly #passed = new Set<string>()
  readonly #asides = new Asides()
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
  /** The boundary that was crossed last, on this page or a newer one. */
  #behind: number | undefined
  /** What a newer page has shown of what comes again is not known yet. */
  #asksForKept: boolean
  /** The step given last shows something: asked for the next, its page has it. */
  #gaveVisible = false
  /** What stands behind the branch's end; null until it is looked for, which only the newest page does. */
  #trailing: ReadonlyMap<number, Trailing> | null = null
  readonly #shownBehind: ShownBehind

  constructor(options: ThreadOptions, end: number) {
    this.#options = options
    this.#end = end
    this.#behind = options.cursor?.behind
    this.#asksForKept = this.#behind !== undefined
    this.#lines = new RecordLines(options.lines)
    this.#shownBehind = new ShownBehind(options, end, (at, length) => this.#lines.lineAt(at, length))
    this.#parse = options.parse ?? parseMessageLine
    const read = (line: HeldLine): Promise<HeldRecord | null> => this.#read(line)
    this.#claims = new BranchClaims({ held: this.#held, met: this.#met, read })
    this.#openSteps = new OpenSteps({
      claims: this.#claims,
      roots: new EarlierRoots(options.slices, options.format),
      linesBefore: (offset) => this.#lines.from(offset),
      read
    })
    this.#wanted = options.cursor?.wanted ?? null
    this.#needle = needleFor(this.#wanted)
    this.#keptAt = options.cursor?.at ?? end
    this.#below = options.cursor?.below ?? null
    this.#keptAny = options.cursor !== null
    this.#looseAt = this.#keptAt
  }

  /** The next older record of the branch, null when its root was given. */
  async next(): Promise<Step | null> {
    const { slices } = this.#options
    if (this.#gaveVisible) this.#held.forgetTaken()
    if (this.#asksForKept) await this.#meetKept(this.#behind)
    if (this.#trailing === null && this.#options.cursor === null) await this.#findEnd()
    while (this.#steps.isEmpty && !this.#ended) {
      if (slices.isOver) await slices.rest()
      const line = this.#lines.take()
      if (line !== null) {
        const kept = this.#consider(line)
        if (kept !== null) await this.#takeKept(kept)
      } else if (!(await this.#lines.fill()) && !this.#forgetLostParent()) {
        this.#ended = true
        this.#steps.end()
      }
    }
    const step = this.#steps.take()
    this.#gaveVisible = step !== null && step.pieces.length > 0
    return step
  }

  async #findEnd(): Promise<void> {
    const isSubagent = this.#readsSidechain()
    this.#trailing = isSubagent ? new Map() : await trailingRecords(this.#options.lines, this.#options.slices)
    if (!isSubagent) this.#lines.seek(this.#end)
  }

  /** What stands beside the chain waits for the record that is looked for: when that is nowhere, all is met again. */
  async #takeKept(met: Kept): Promise<void> {
    const isShown = (await this.#shownBehind.has(met)) || (await this.#isOwnCopy(met))
    const kept = isShown ? { ...met, step: { ...met.step, pieces: [] } } : met
    const siblings = kept.siblings ? await this.#siblings(kept.siblings) : []
    const step = kept.open === null ? kept.step : await this.#complete(kept.step, kept.open)
    if (kept.isBeside === true) {
      this.#steps.addBeside(step)
      return
    }
    this.#steps.add(step, siblings, kept.isRow === true && this.#wanted !== null)
    this.#met.settle()
  }

  async #isOwnCopy({ prompt, step: { offset } }: Kept): Promise<boolean> {
    if (prompt === undefined) return false
    const bytesAt = (at: number, length: number): Promise<Buffer> => this.#lines.lineAt(at, length)
    return followsOwnCopy({ ...prompt, offset }, { bytesAt, parse: this.#parse })
  }

  async #siblings(of: SiblingsOf): Promise<readonly Step[]> {
    const found = await this.#claims.besides(of)
    const behind = this.#behind
    return found.map(({ pieces, offset }) => ({ pieces, offset, parent: of.uuid, restarts: false, behind }))
  }

  /** The cursor for everything older than `step`. */
  cursorBefore(step: Step): PageCursor {
    const { before, offset, parent, below } = step
    const isNear = step.behind !== undefined && mayBeKept(before ?? offset, step.behind)
    const behind = isNear ? step.behind : undefined
    const once = this.once
    if (before !== undefined) return { at: before, wanted: parent, ahead: 0, behind, once }
    const end = this.#held.endWithin(offset, LARGEST_AHEAD)
    return { at: offset, wanted: parent, ahead: end - offset, below, behind, once }
  }

  /** See `PageCursor.once`. */
  get once(): number | undefined {
    return this.#shownBehind.once
  }

  /** What stands once more behind the boundary at `offset` has been shown there. */
  async #meetKept(offset: number | undefined): Promise<void> {
    this.#asksForKept = false
    if (offset === undefined) return
    this.#behind = offset
    this.#met.addKept(await keptBehind((at, length) => this.#lines.lineAt(at, length), offset, this.#end))
  }

  /** Lines of side chains in the main file, oldest first, as far as the walk has come. */
  asides(): Promise<readonly SideLine[]> {
    return this.#asides.read(async ({ offset, length }) =>
      this.#parse(await this.#lines.lineAt(offset, length))
    )
  }

  /** What was passed by from `from` up to `to` and follows a record that is nowhere; see `strays.ts`. */
  async strays(from: number, to: number): Promise<readonly Step[]> {
    const open = this.#held
      .entries()
      .filter(([parent]) => !this.#met.has(parent) && !this.#passed.has(parent))
      .map(([parent, lines]) => {
        const within = lines.filter(({ offset }) => offset >= from && offset < to)
        return [parent, within] as const
      })
    const { slices } = this.#options
    const unread = { lines: () => this.#lines.from(from), slices }
    const strays = await straysAmong(open, (line) => this.#read(line), unread)
    return strays.map(({ piece, offset }) => ({ pieces: [piece], offset, parent: null, restarts: false }))
  }

  async #read({ offset, length }: HeldLine): Promise<HeldRecord | null> {
    const record = this.#parse(await this.#lines.lineAt(offset, length))
    return record && { record, piece: readRecord(record, this.#place(offset), this.#options.format) }
  }

  /** The parent is nowhere in the file: go on with the line that stands before its child. */
  #forgetLostParent(): boolean {
    if (this.#wanted === null || this.#keptAt === 0) return false
    this.#lost += 1
    this.#held.forgetRecent()
    this.#steps.forgetBeside()
    this.#looseAt = this.#keptAt
    this.#met.backToChain()
    this.#goOnBefore(this.#keptAt)
    return true
  }

  #goOnBefore(offset: number): void {
    this.#held.settle()
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
        const trailing = this.#trailing?.get(line.offset)
        if (trailing !== undefined) return this.#passTrailing(line, sniffed.parent ?? '', trailing)
        const isOurs = sniffed.isSidechain === this.#readsSidechain()
        const isWanted = isOurs && this.#isWanted(line)
        const isSilent = sniffed.isAttachment && !sniffed.isOfHook
        if (isWanted && !isSilent) return this.#keepLine(line)
        // What is read whole needs no such look.
        if (!line.isWhole && mayHoldAnother(line.bytes)) return this.#split(line)
        if (!isOurs) return this.#passAside(line)
        if (!isWanted) return this.#passBy(line, { parent: sniffed.parent, isSilent })
        this.#below = null
        return { step: this.#keep(line.offset, [], sniffed.parent ?? undefined), open: null }
      }
      case 'other':
        return this.#considerUnsniffed(line)
    }
  }

  /** What stands behind the branch's end. */
  #passTrailing(line: RecordLine, parent: string, trailing: Trailing): Kept | null {
    if (this.#isOtherTip(line.bytes)) return this.#passBy(line, { parent, isSilent: false })
    if (trailing === 'late') this.#hold(parent, line)
    const record = trailing === 'far' ? this.#parse(line.bytes) : null
    return record && this.#keepLoose(record, line)
  }

  #split(line: RecordLine): null {
    // What was read whole once and is no record to us would come again for ever.
    if (line.isWhole) return null
    this.#lines.split(line)
    return null
  }

  #passAside(line: BackwardLine): null {
    if (!this.#readsSidechain()) this.#asides.note(line)
    return null
  }

  #readsSidechain(): boolean {
    return this.#options.parentToolUseId !== null
  }

  #isWanted(line: BackwardLine): boolean {
    // What is read ahead of a cursor may hold the wanted record once more.
    if (line.offset >= this.#keptAt) return false
    return this.#wanted === null || line.bytes.includes(this.#needle)
  }

  #passBy(line: RecordLine, { parent, isSilent }: { parent: string | null; isSilent: boolean }): Kept | null {
    if (this.#isOtherTip(line.bytes)) {
      this.#want(this.#tip)
      this.#tip = null
      this.#met.forget()
      this.#below = null
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
    // What a newer page ends with is read once more for what stands beside it.
    if (line.offset === this.#options.cursor?.at) {
      this.#notePassed(line, this.#met)
      return
    }
    this.#held.hold(parent, line)
    // Between a cursor and what was read ahead of it nothing is met again.
    if (line.offset >= this.#keptAt) this.#held.settle()
    this.#notePassed(line)
  }

  #notePassed({ bytes }: BackwardLine, among: { add(uuid: string): void } = this.#passed): void {
    const uuid = plainUuid(bytes) ?? textAt(parseMessageLine(bytes) ?? {}, 'uuid')
    if (uuid !== null) among.add(uuid)
  }

  /** What follows nothing and is no prompt follows what stands before it. */
  #passBeginning(line: RecordLine): Kept | null {
    const record = this.#parse(line.bytes)
    if (record === null) return this.#split(line)
    const parent = parentOf(record, this.#options.format)
    if (parent === undefined) return this.#keepLoose(record, line)
    if (parent !== null) this.#hold(parent, line)
    else this.#notePassed(line)
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
    return this.#keepRecord(record, line)
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
    if (line.offset < this.#keptAt && (this.#wanted === null || uuid === this.#wanted)) {
      return this.#keepRecord(record, line)
    }
    const parent = textAt(record, 'parentUuid')
    if (parent !== null) this.#hold(parent, line)
    else if (parentOf(record, this.#options.format) === undefined) return this.#keepLoose(record, line)
    return null
  }

  /** A record without a place in the chain is shown where it stands. */
  #keepLoose(record: Fields, line: BackwardLine): Kept | null {
    if (line.offset >= this.#looseAt) return null
    this.#met.leaveChain()
    const isAgain = this.#met.isAgain(record)
    const uuid = textAt(record, 'uuid')
    const open = uuid !== null && this.#held.has(uuid) ? ({ kind: 'loose', uuid } as const) : null
    const piece = isAgain ? null : readRecord(record, this.#place(line.offset), this.#options.format)
    if (!isAgain) this.#looseAt = line.offset
    // What follows it stands on one of its copies, wherever that is.
    if (piece === null && open === null) return null
    const [behind, pieces] = [this.#behind, piece === null ? [] : [piece]]
    const step = { pieces, offset: line.offset, parent: this.#wanted, restarts: false, behind }
    return { step, open, isBeside: true, looseId: uuid }
  }

  #keepRecord(record: Fields, { offset, bytes: { length } }: BackwardLine): Kept {
    const siblings = this.#siblingsOf(record)
    const isRow = isTurnRow(record)
    this.#below = isRow ? 'row' : 'answer'
    const kept = this.#keepWithOpen(record, offset)
    const looseId = parentOf(record, this.#options.format) === undefined ? textAt(record, 'uuid') : null
    const prompt = isPrompt(kept.step.pieces[0] ?? null) ? { prompt: { record, length } } : null
    return { ...kept, ...prompt, isRow, siblings, looseId }
  }

  #siblingsOf(record: Fields): SiblingsOf | null {
    const uuid = textAt(record, 'uuid')
    if (this.#below === null || this.#wanted === null || uuid === null || !this.#held.has(uuid)) return null
    const answerId = record['type'] === 'assistant' ? textAt(fieldsAt(record, 'message') ?? {}, 'id') : null
    return { uuid, below: this.#below, answerId }
  }

  #keepWithOpen(record: Fields, offset: number): Kept {
    const piece = this.#met.isAgain(record)
      ? null
      : readRecord(record, this.#place(offset), this.#options.format)
    const parent = parentOf(record, this.#options.format)
    const step = this.#keep(offset, piece === null ? [] : [piece], parent)
    if (parent === null && offset > 0 && !this.#ended && !isOurs(record)) {
      return { step, open: { kind: 'root', record } }
    }
    if (parent === null) this.#ended = true
    if (piece === null) return { step, open: null }
    const uuid = textAt(record, 'uuid')
    if (piece.kind === 'answer' && uuid !== null && this.#held.has(uuid)) {
      return { step, open: { kind: 'answer', uuid, piece } }
    }
    this.#met.noteAnswers(piece)
    return { step, open: record['subtype'] === 'compact_boundary' ? { kind: 'boundary', record } : null }
  }

  #keep(offset: number, pieces: readonly Piece[], parent: string | null | undefined): Step {
    const inFileOrder = parent === undefined || this.#lost > LOST_PARENTS
    if (this.#wanted !== null) this.#met.add(this.#wanted)
    this.#held.settle()
    this.#keptAt = offset
    this.#looseAt = Math.min(this.#looseAt, offset)
    this.#keptAny = true
    this.#want(inFileOrder ? null : (parent ?? null))
    const [below, behind] = [this.#below ?? undefined, this.#behind]
    return { pieces, offset, parent: this.#wanted, restarts: false, below, behind }
  }

  async #complete(met: Step, open: Open): Promise<Step> {
    if (open.kind === 'boundary') await this.#meetKept(met.offset)
    const { step, goesOn } = await this.#openSteps.complete(met, open)
    if (goesOn === null) return step
    if ('with' in goesOn) this.#want(goesOn.with)
    else {
      if (goesOn.before === 0) this.#ended = true
      this.#goOnBefore(goesOn.before)
    }
    return step
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
