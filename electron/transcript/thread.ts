/**
 * Walks the active branch of a transcript from its tip to its root, newest record first. The tip is
 * the newest line of the chain; parents are found by their bytes, so that abandoned branches pass
 * by unparsed. Called by `readPage.ts`, which turns the steps into a page.
 *
 * Three things do not lie on the chain of parents and still belong to the branch: results of
 * parallel tools (each follows its own tool use, only the last of them is anybody's parent), further
 * lines of an API message, and records of a kind that has no parent at all.
 */
import type { BackwardLine, BackwardLines } from './backwardLines.ts'
import type { PageCursor } from './cursor.ts'
import { parseLine, parseMessageLine, textAt } from './fields.ts'
import type { Fields } from './fields.ts'
import { HeldLines } from './heldLines.ts'
import { isSidechain, parentOf, readRecord, toolUsesOf } from './record.ts'
import type { Piece, Place } from './record.ts'
import { isKnownMeta, sniffLine } from './sniff.ts'

/** One record of the branch. */
export interface Step {
  /** What it says, oldest first; nothing for records that are not shown. */
  readonly pieces: readonly Piece[]
  readonly offset: number
  /** What comes before it: a uuid, null for whatever comes next in the file. */
  readonly parent: string | null
  /** True when the steps given before this one lie on a branch that is not the active one. */
  readonly restarts: boolean
}

/** A step, and the line of an answer other lines may have been held for. */
interface Kept {
  readonly step: Step
  readonly answer: { readonly uuid: string; readonly piece: Piece } | null
}

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
}

/** Searches of the whole file for a parent that is not there, before a page goes by file order. */
const LOST_PARENTS = 2
/** How far behind a cursor results are looked for whose tool use lies before it. */
const LARGEST_AHEAD = 256 * 1024

export class Thread {
  readonly #options: ThreadOptions
  readonly #parse: (line: Buffer) => Fields | null
  readonly #held = new HeldLines()
  readonly #answered = new Set<string>()
  #wanted: string | null
  /** As the wanted record names itself. */
  #needle: string
  #ended = false
  /** The offset of the last record that was kept: the search for a parent begins there. */
  #keptAt: number
  #keptAny: boolean
  #lost = 0
  #tip: string | null = null

  constructor(options: ThreadOptions, end: number) {
    this.#options = options
    this.#parse = options.parse ?? parseMessageLine
    this.#wanted = options.cursor?.wanted ?? null
    this.#needle = needleFor(this.#wanted)
    this.#keptAt = options.cursor?.at ?? end
    this.#keptAny = options.cursor !== null
  }

  /** The next older record of the branch, null when its root was given. */
  async next(): Promise<Step | null> {
    const { lines } = this.#options
    while (!this.#ended) {
      const line = lines.take()
      if (line !== null) {
        const kept = this.#consider(line)
        if (kept !== null) return kept.answer === null ? kept.step : this.#withClaims(kept.step, kept.answer)
      } else if (!(await lines.fill()) && !this.#forgetLostParent()) {
        this.#ended = true
      }
    }
    return null
  }

  /** The cursor for everything older than `step`. */
  cursorBefore(step: Step): PageCursor {
    const end = this.#held.endWithin(step.offset, LARGEST_AHEAD)
    return { at: step.offset, wanted: step.parent, ahead: end - step.offset }
  }

  /** The parent is nowhere in the file: go on with the line that stands before its child. */
  #forgetLostParent(): boolean {
    if (this.#wanted === null || this.#keptAt === 0) return false
    this.#lost += 1
    this.#held.forgetBefore(this.#keptAt)
    this.#want(null)
    this.#options.lines.seek(this.#keptAt)
    return true
  }

  #consider(line: BackwardLine): Kept | null {
    const sniffed = sniffLine(line.bytes)
    switch (sniffed.kind) {
      case 'blank':
        return null
      case 'meta':
        if (sniffed.type === 'last-prompt' && !this.#keptAny && this.#tip === null) {
          this.#tip = textAt(parseLine(line.bytes) ?? {}, 'leafUuid')
        }
        return null
      case 'chain': {
        if (sniffed.isSidechain !== this.#readsSidechain()) return null
        if (!this.#isWanted(line)) return this.#passBy(line, sniffed)
        if (!sniffed.isAttachment || sniffed.isOfHook) return this.#keepLine(line)
        return { step: this.#keep(line.offset, [], sniffed.parent), answer: null }
      }
      case 'other':
        return this.#considerUnsniffed(line)
    }
  }

  #readsSidechain(): boolean {
    return this.#options.parentToolUseId !== null
  }

  #isWanted(line: BackwardLine): boolean {
    if (this.#wanted === null) return line.offset < this.#keptAt
    return line.bytes.includes(this.#needle)
  }

  #passBy(
    line: BackwardLine,
    sniffed: { parent: string | null; isAttachment: boolean; isOfHook: boolean }
  ): Kept | null {
    if (this.#isOtherTip(line.bytes)) {
      this.#want(this.#tip)
      this.#tip = null
      this.#answered.clear()
      const kept = this.#keepLine(line)
      return kept && { ...kept, step: { ...kept.step, restarts: true } }
    }
    const mayBelong = !sniffed.isAttachment || sniffed.isOfHook
    if (sniffed.parent !== null && mayBelong) this.#held.hold(sniffed.parent, line)
    return null
  }

  #keepLine(line: BackwardLine): Kept | null {
    const record = this.#parse(line.bytes)
    if (record === null || isSidechain(record) !== this.#readsSidechain()) return null
    // The uuid may have stood deeper in the record: in something a tool said, for example.
    if (this.#wanted !== null && record['uuid'] !== this.#wanted) return null
    return this.#keepRecord(record, line.offset)
  }

  /** A line in a notation of its own. */
  #considerUnsniffed(line: BackwardLine): Kept | null {
    const record = parseLine(line.bytes)
    if (record === null || isSidechain(record) !== this.#readsSidechain()) return null
    const type = textAt(record, 'type')
    const uuid = textAt(record, 'uuid')
    if (uuid === null && type !== null && isKnownMeta(type)) return null
    const isLoose = !('parentUuid' in record)
    if (isLoose && this.#wanted !== null && uuid !== this.#wanted) return this.#keepLoose(record, line)
    if (this.#wanted === null ? line.offset < this.#keptAt : uuid === this.#wanted) {
      return this.#keepRecord(record, line.offset)
    }
    const parent = textAt(record, 'parentUuid')
    if (parent !== null) this.#held.hold(parent, line)
    return null
  }

  /** A record without a place in the chain is shown where it stands. */
  #keepLoose(record: Fields, line: BackwardLine): Kept | null {
    if (line.offset >= this.#keptAt) return null
    const piece = readRecord(record, this.#place(line.offset))
    this.#keptAt = line.offset
    if (piece === null) return null
    const step = { pieces: [piece], offset: line.offset, parent: this.#wanted, restarts: false }
    return { step, answer: null }
  }

  #keepRecord(record: Fields, offset: number): Kept {
    const piece = readRecord(record, this.#place(offset))
    const step = this.#keep(offset, piece === null ? [] : [piece], parentOf(record))
    if (piece === null) return { step, answer: null }
    const uuid = piece.kind === 'answer' ? textAt(record, 'uuid') : null
    if (uuid !== null && this.#held.has(uuid)) return { step, answer: { uuid, piece } }
    this.#noteAnswers(piece)
    return { step, answer: null }
  }

  #keep(offset: number, pieces: readonly Piece[], parent: string | null | undefined): Step {
    const inFileOrder = parent === undefined || this.#lost > LOST_PARENTS
    this.#keptAt = offset
    this.#keptAny = true
    this.#ended = parent === null && !inFileOrder
    this.#want(inFileOrder ? null : (parent ?? null))
    return { pieces, offset, parent: this.#wanted, restarts: false }
  }

  async #withClaims(step: Step, answer: { uuid: string; piece: Piece }): Promise<Step> {
    return { ...step, pieces: [...step.pieces, ...(await this.#claim(answer.uuid, answer.piece))] }
  }

  /** Results and further lines of an API message that follow the line `uuid` of it. */
  async #claim(uuid: string, answer: Piece): Promise<Piece[]> {
    const claimed: Piece[] = []
    const asked = toolUsesOf(answer.message.content).asked
    for (const { offset, length } of this.#held.take(uuid) ?? []) {
      const child = this.#parse(await this.#options.lines.lineAt(offset, length))
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
    return [...(piece === null ? [] : [piece]), ...(await this.#hooksBehind(record))]
  }

  async #hooksBehind(record: Fields): Promise<Piece[]> {
    const said: Piece[] = []
    for (const { offset, length } of this.#held.take(textAt(record, 'uuid') ?? '') ?? []) {
      const child = this.#parse(await this.#options.lines.lineAt(offset, length))
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
