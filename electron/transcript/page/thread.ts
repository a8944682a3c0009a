/**
 * Walks the active branch of a transcript from its tip to its root, newest record first. The tip is
 * the newest line of the chain; `lineSorter.ts` finds it and its parents by their bytes, so that abandoned branches
 * pass by unparsed. Called by `readPage.ts`, which turns the steps into a page.
 *
 * Some things do not lie on the chain of parents and still belong to the branch: what `branchClaims.ts` finds among
 * the lines passed by, and records that follow nothing, or nothing that is there (`strays.ts`): what is no prompt is
 * never an alternative to anything, and is shown where it stands.
 */
import type { BackwardLines } from '../lines/backwardLines.ts'
import { parseMessageLine } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import type { Slices } from '../../slices.ts'
import { Asides } from './asides.ts'
import { BranchClaims } from './branchClaims.ts'
import type { HeldRecord, SiblingsOf } from './branchClaims.ts'
import type { PageCursor } from './cursor.ts'
import { EarlierRoots } from './earlierRoots.ts'
import { HeldLines } from './heldLines.ts'
import type { HeldLine } from './heldLines.ts'
import { keptBehind, mayBeKept } from './keptBehind.ts'
import { LineSorter } from './lineSorter.ts'
import type { LineReading } from './lineSorter.ts'
import type { LooseBehind } from './looseBehind.ts'
import { MetRecords } from './metRecords.ts'
import { OpenSteps } from './openSteps.ts'
import { followsOwnCopy } from './ownCopy.ts'
import { RecordLines } from './recordLines.ts'
import { ShownBehind } from './shownBehind.ts'
import type { SideLine } from './sideThreads.ts'
import type { Kept, Open, Step } from './step.ts'
import { StepQueue } from './stepQueue.ts'
import { straysAmong } from './strays.ts'
import { trailingRecords } from './trailingRecords.ts'
import { WalkPlace } from './walkPlace.ts'

/** The file's lines, where to begin and whose records they are. */
export interface ThreadOptions extends LineReading {
  readonly lines: BackwardLines
  /** Reads a line of the chain; `parseMessageLine` unless told otherwise. Ids must come as they are. */
  readonly parse?: (line: Buffer) => Fields | null
  readonly slices: Slices
  /** Of a walk whose pages share the file; absent: cursors carry what is known. */
  readonly looseBehind?: LooseBehind
}

/** How far behind a cursor results are looked for whose tool use lies before it. */
const LARGEST_AHEAD = 256 * 1024

/** One walk; each step is asked for, so that a page reads no further than it needs. */
export class Thread {
  readonly #options: ThreadOptions
  readonly #end: number
  readonly #parse: (line: Buffer) => Fields | null
  readonly #lines: RecordLines
  readonly #place: WalkPlace
  readonly #held = new HeldLines()
  readonly #met = new MetRecords()
  readonly #asides = new Asides()
  readonly #sorter: LineSorter
  readonly #openSteps: OpenSteps
  readonly #claims: BranchClaims
  readonly #steps = new StepQueue()
  /** What a newer page has shown of what comes again is not known yet. */
  #asksForKept: boolean
  /** The step given last shows something: asked for the next, its page has it. */
  #gaveVisible = false
  /** What stands behind the branch's end has been looked for, which only the newest page does. */
  #knowsEnd: boolean
  readonly #shownBehind: ShownBehind

  constructor(options: ThreadOptions, end: number) {
    this.#options = options
    this.#end = end
    this.#place = new WalkPlace(options.cursor, end)
    this.#asksForKept = this.#place.behind !== undefined
    this.#knowsEnd = options.cursor !== null
    this.#lines = new RecordLines(options.lines)
    this.#shownBehind = new ShownBehind(options, end, (at, length) => this.#lines.lineAt(at, length))
    this.#parse = options.parse ?? parseMessageLine
    this.#sorter = new LineSorter(options, {
      lines: this.#lines,
      place: this.#place,
      held: this.#held,
      met: this.#met,
      asides: this.#asides,
      parse: this.#parse
    })
    const read = (line: HeldLine): Promise<HeldRecord | null> => this.#read(line)
    this.#claims = new BranchClaims({ held: this.#held, met: this.#met, read })
    this.#openSteps = new OpenSteps({
      claims: this.#claims,
      roots: new EarlierRoots(options.slices, options.format),
      linesBefore: (offset) => this.#lines.from(offset),
      read
    })
  }

  /** The next older record of the branch, null when its root was given. */
  async next(): Promise<Step | null> {
    const { slices } = this.#options
    if (this.#gaveVisible) this.#held.forgetTaken()
    if (this.#asksForKept) await this.#meetKept(this.#place.behind)
    if (!this.#knowsEnd) await this.#findEnd()
    while (this.#steps.isEmpty && !this.#place.isEnded) {
      if (slices.isOver) await slices.rest()
      const line = this.#lines.take()
      if (line !== null) {
        const kept = this.#sorter.consider(line)
        if (kept !== null) await this.#takeKept(kept)
      } else if (!(await this.#lines.fill()) && !this.#forgetLostParent()) {
        this.#place.end()
        this.#steps.end()
      }
    }
    const step = this.#steps.take()
    this.#gaveVisible = step !== null && step.pieces.length > 0
    return step
  }

  async #findEnd(): Promise<void> {
    const { lines, slices, parentToolUseId } = this.#options
    if (parentToolUseId === null) {
      this.#sorter.noteTrailing(await trailingRecords(lines, slices))
      this.#lines.seek(this.#end)
    }
    this.#knowsEnd = true
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
    this.#steps.add(step, siblings, kept.isRow === true && this.#place.wanted !== null)
    this.#met.settle()
  }

  async #isOwnCopy({ prompt, step: { offset } }: Kept): Promise<boolean> {
    if (prompt === undefined) return false
    const bytesAt = (at: number, length: number): Promise<Buffer> => this.#lines.lineAt(at, length)
    return followsOwnCopy({ ...prompt, offset }, { bytesAt, parse: this.#parse })
  }

  async #siblings(of: SiblingsOf): Promise<readonly Step[]> {
    const found = await this.#claims.besides(of)
    const { behind } = this.#place
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
    this.#place.behind = offset
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
      .filter(([parent]) => !this.#met.has(parent) && !this.#sorter.hasPassed(parent))
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
    const { slices } = this.#options
    if (slices.isOver) await slices.rest()
    const record = this.#parse(await this.#lines.lineAt(offset, length))
    return record && { record, piece: this.#sorter.pieceOf(record, offset) }
  }

  /** The parent is nowhere in the file: go on with the line that stands before its child. */
  #forgetLostParent(): boolean {
    if (!this.#place.loseWanted()) return false
    this.#held.forgetRecent()
    this.#steps.forgetBeside()
    this.#met.backToChain()
    this.#goOnBefore(this.#place.keptAt)
    return true
  }

  #goOnBefore(offset: number): void {
    this.#held.settle()
    this.#place.goOnBefore(offset)
    this.#lines.seek(offset)
  }

  async #complete(met: Step, open: Open): Promise<Step> {
    if (open.kind === 'boundary') await this.#meetKept(met.offset)
    const { step, goesOn } = await this.#openSteps.complete(met, open)
    if (goesOn === null) return step
    if ('with' in goesOn) this.#place.want(goesOn.with)
    else {
      if (goesOn.before === 0) this.#place.end()
      this.#goOnBefore(goesOn.before)
    }
    return step
  }
}
