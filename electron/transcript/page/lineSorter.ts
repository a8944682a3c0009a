/**
 * What each line of a transcript is to the branch that is walked, newest line first: the record that is looked for, one
 * that stands beside the chain, or one that is passed by and remembered by its place. Most are told by their bytes,
 * unparsed. Owned by `thread.ts`, which makes steps of what is kept.
 */
import type { BackwardLine } from '../lines/backwardLines.ts'
import { mayHoldAnother } from '../record/damagedLine.ts'
import { fieldsAt, parseLine, parseMessageLine, textAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import type { Piece } from '../record/pieces.ts'
import { isOurs, isSidechain, parentOf, readRecord } from '../record/record.ts'
import type { RecordFormat } from '../record/recordFormat.ts'
import { isKnownMeta, plainUuid, sniffLine } from '../record/sniff.ts'
import { isTurnRow } from '../record/turnRows.ts'
import type { Asides } from './asides.ts'
import { isPrompt } from './branchClaims.ts'
import type { SiblingsOf } from './branchClaims.ts'
import type { PageCursor } from './cursor.ts'
import type { HeldLines } from './heldLines.ts'
import type { MetRecords } from './metRecords.ts'
import type { RecordLine, RecordLines } from './recordLines.ts'
import type { Kept, Step } from './step.ts'
import { needleFor } from './strays.ts'
import type { Trailing } from './trailingRecords.ts'
import type { WalkPlace } from './walkPlace.ts'

/** Whose lines they are, and where the walk begins. */
export interface LineReading {
  /** Where a page began before, or null for the newest. */
  readonly cursor: PageCursor | null
  readonly fallbackTime: string
  /** Set when the file is a subagent's: its lines are side chains, and here they are the thread. */
  readonly parentToolUseId: string | null
  /** Keeps long results and documents whole instead of their beginning. */
  readonly whole?: boolean
  readonly format: RecordFormat
}

/** What a walk is made of, as far as its lines change it. */
export interface WalkParts {
  readonly lines: RecordLines
  readonly place: WalkPlace
  readonly held: HeldLines
  readonly met: MetRecords
  readonly asides: Asides
  /** Reads a line of the chain. */
  readonly parse: (line: Buffer) => Fields | null
}

/** Of one walk. */
export class LineSorter {
  readonly #options: LineReading
  readonly #lines: RecordLines
  readonly #place: WalkPlace
  readonly #held: HeldLines
  readonly #met: MetRecords
  readonly #asides: Asides
  readonly #parse: (line: Buffer) => Fields | null
  readonly #passed = new Set<string>()
  /** What was kept last and names the wanted record as what it follows. */
  #below: SiblingsOf['below'] | null
  /** As `last-prompt` names it, until it is met. */
  #tip: string | null = null
  #trailing: ReadonlyMap<number, Trailing> | null = null

  constructor(options: LineReading, { lines, place, held, met, asides, parse }: WalkParts) {
    this.#options = options
    this.#lines = lines
    this.#place = place
    this.#held = held
    this.#met = met
    this.#asides = asides
    this.#parse = parse
    this.#below = options.cursor?.below ?? null
  }

  /** What stands behind the branch's end, by offset; told once, before the first line. */
  noteTrailing(trailing: ReadonlyMap<number, Trailing>): void {
    this.#trailing = trailing
  }

  /** Whether a line that is not on the branch was of this record. */
  hasPassed(uuid: string): boolean {
    return this.#passed.has(uuid)
  }

  /** What is kept of the line; null when it is passed by. */
  consider(line: RecordLine): Kept | null {
    const sniffed = sniffLine(line.bytes)
    switch (sniffed.kind) {
      case 'blank':
        return null
      case 'meta':
        if (!line.isWhole && mayHoldAnother(line.bytes)) return this.#split(line)
        if (sniffed.type === 'last-prompt' && !this.#place.hasKept && this.#tip === null) {
          this.#tip = textAt(parseLine(line.bytes) ?? {}, 'leafUuid')
        }
        return null
      case 'chain': {
        const trailing = this.#trailing?.get(line.offset)
        if (trailing !== undefined) return this.#passTrailing(line, sniffed.parent ?? '', trailing)
        const isOurs = sniffed.isSidechain === this.#readsSidechain()
        const isWanted = isOurs && this.#place.mayBeWanted(line)
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

  /** What a record at `offset` says; null for what is not shown. */
  pieceOf(record: Fields, offset: number): Piece | null {
    const { fallbackTime, parentToolUseId, whole = false, format } = this.#options
    return readRecord(record, { offset, fallbackTime, parentToolUseId, whole }, format)
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

  #passBy(line: RecordLine, { parent, isSilent }: { parent: string | null; isSilent: boolean }): Kept | null {
    if (this.#isOtherTip(line.bytes)) {
      this.#place.want(this.#tip)
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
    if (line.offset >= this.#place.keptAt) this.#held.settle()
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
    if (this.#place.wanted !== null && record['uuid'] !== this.#place.wanted) return null
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
    if (isLoose && this.#place.wanted !== null && uuid !== this.#place.wanted)
      return this.#keepLoose(record, line)
    if (line.offset < this.#place.keptAt && (this.#place.wanted === null || uuid === this.#place.wanted)) {
      return this.#keepRecord(record, line)
    }
    const parent = textAt(record, 'parentUuid')
    if (parent !== null) this.#hold(parent, line)
    else if (parentOf(record, this.#options.format) === undefined) return this.#keepLoose(record, line)
    return null
  }

  /** A record without a place in the chain is shown where it stands. */
  #keepLoose(record: Fields, line: BackwardLine): Kept | null {
    if (!this.#place.isBeforeLoose(line.offset)) return null
    this.#met.leaveChain()
    const isAgain = this.#met.isAgain(record)
    const uuid = textAt(record, 'uuid')
    const open = uuid !== null && this.#held.has(uuid) ? ({ kind: 'loose', uuid } as const) : null
    const piece = isAgain ? null : this.pieceOf(record, line.offset)
    if (!isAgain) this.#place.keepLoose(line.offset)
    // What follows it stands on one of its copies, wherever that is.
    if (piece === null && open === null) return null
    const [behind, pieces] = [this.#place.behind, piece === null ? [] : [piece]]
    const step = { pieces, offset: line.offset, parent: this.#place.wanted, restarts: false, behind }
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
    if (this.#below === null || this.#place.wanted === null || uuid === null || !this.#held.has(uuid))
      return null
    const answerId = record['type'] === 'assistant' ? textAt(fieldsAt(record, 'message') ?? {}, 'id') : null
    return { uuid, below: this.#below, answerId }
  }

  #keepWithOpen(record: Fields, offset: number): Kept {
    const piece = this.#met.isAgain(record) ? null : this.pieceOf(record, offset)
    const parent = parentOf(record, this.#options.format)
    const step = this.#keep(offset, piece === null ? [] : [piece], parent)
    if (parent === null && offset > 0 && !this.#place.isEnded && !isOurs(record)) {
      return { step, open: { kind: 'root', record } }
    }
    if (parent === null) this.#place.end()
    if (piece === null) return { step, open: null }
    const uuid = textAt(record, 'uuid')
    if (piece.kind === 'answer' && uuid !== null && this.#held.has(uuid)) {
      return { step, open: { kind: 'answer', uuid, piece } }
    }
    this.#met.noteAnswers(piece)
    return { step, open: record['subtype'] === 'compact_boundary' ? { kind: 'boundary', record } : null }
  }

  #keep(offset: number, pieces: readonly Piece[], parent: string | null | undefined): Step {
    if (this.#place.wanted !== null) this.#met.add(this.#place.wanted)
    this.#held.settle()
    this.#place.keep(offset, parent)
    const [below, behind] = [this.#below ?? undefined, this.#place.behind]
    return { pieces, offset, parent: this.#place.wanted, restarts: false, below, behind }
  }

  /** Whether this passed line is the tip that `last-prompt` names, so that another branch is active. */
  #isOtherTip(bytes: Buffer): boolean {
    if (this.#tip === null || !bytes.includes(needleFor(this.#tip))) return false
    return !bytes.includes('"tool_result"')
  }
}
