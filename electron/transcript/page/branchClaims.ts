/**
 * What does not lie on the chain of parents and still belongs to a branch, among the lines a walk has passed by:
 * results of parallel tools (each follows its own tool use), what their hooks said, further lines of an API message,
 * and what follows a record beside the chain. Called by `thread.ts` for the records it keeps.
 */
import { textAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import type { HeldLine, HeldLines } from './heldLines.ts'
import type { MetRecords } from './metRecords.ts'
import { toolUsesOf } from '../record/pieces.ts'
import type { Piece } from '../record/pieces.ts'
import { isTurnRow } from '../record/turnRows.ts'

/** A held line, read. */
export interface HeldRecord {
  readonly record: Fields
  readonly piece: Piece | null
}

/** Whose children are asked for, and what of them the branch goes on with. */
export interface SiblingsOf {
  readonly uuid: string
  readonly below: 'row' | 'answer'
  /** The API message it is a line of, if it is one: its other lines are no siblings. */
  readonly answerId: string | null
}

/** What hangs beside the chain, with all that follows it. */
export interface Sibling {
  readonly pieces: readonly Piece[]
  readonly offset: number
}

/** The lines that were passed by, what has been shown, and how a line is read. */
export interface BranchClaimsOptions {
  readonly held: HeldLines
  readonly met: MetRecords
  /** Null for a line that cannot be understood. */
  readonly read: (line: HeldLine) => Promise<HeldRecord | null>
}

/** Told of each record of the chain as the walk keeps it; gives the lines that belong to it besides. */
export class BranchClaims {
  readonly #held: HeldLines
  readonly #met: MetRecords
  readonly #readLine: BranchClaimsOptions['read']
  /** What was looked at last and held again, by offset: most of it is taken at once, and long results are read once. */
  #heldAgain: ReadonlyMap<number, HeldRecord | null> = new Map()

  constructor({ held, met, read }: BranchClaimsOptions) {
    this.#held = held
    this.#met = met
    this.#readLine = read
  }

  /**
   * Beside a row of the program's: answers and results, which are on no other branch for that. Beside an answer: what
   * such rows say. In the order of the file.
   */
  async besides({ uuid, below, answerId }: SiblingsOf): Promise<Sibling[]> {
    const siblings: Sibling[] = []
    const rest: HeldLine[] = []
    const again = new Map<number, HeldRecord | null>()
    for (const line of this.#held.take(uuid) ?? []) {
      const child = await this.#read(line)
      const isSibling = child !== null && isSiblingOf(child, below, answerId)
      if (!isSibling) {
        rest.push(line)
        again.set(line.offset, child)
      } else if (child.piece !== null && !this.#met.isAgain(child.record)) {
        this.#met.noteAnswers(child.piece)
        const own = below === 'answer' ? [] : await this.allBelow(textAt(child.record, 'uuid') ?? '')
        siblings.push({ pieces: [child.piece, ...own], offset: line.offset })
      }
    }
    this.#held.holdAgain(uuid, rest)
    this.#heldAgain = again
    return siblings
  }

  async #read(line: HeldLine): Promise<HeldRecord | null> {
    const known = this.#heldAgain.get(line.offset)
    return known === undefined ? this.#readLine(line) : known
  }

  /** Everything that follows a record beside the chain, but for what a person sent instead. */
  async allBelow(uuid: string): Promise<Piece[]> {
    return asWritten(await this.#allBelow(uuid))
  }

  async #allBelow(uuid: string): Promise<Claimed[]> {
    const claimed: Claimed[] = []
    for (const line of this.#held.take(uuid) ?? []) {
      const child = await this.#read(line)
      if (child === null || this.#met.isAgain(child.record) || isPrompt(child.piece)) continue
      if (child.piece !== null) claimed.push({ piece: child.piece, offset: line.offset })
      claimed.push(...(await this.#allBelow(textAt(child.record, 'uuid') ?? '')))
    }
    return claimed
  }

  /**
   * Results and further lines of an API message that follow the line `uuid` of it, in the order of the file: tools that
   * run at a time end as they end, whatever hangs on what.
   */
  async ofAnswer(uuid: string, answer: Piece): Promise<Piece[]> {
    return asWritten(await this.#ofAnswer(uuid, answer))
  }

  async #ofAnswer(uuid: string, answer: Piece): Promise<Claimed[]> {
    const claimed: Claimed[] = []
    const asked = toolUsesOf(answer.message.content).asked
    for (const line of this.#held.take(uuid) ?? []) {
      const child = await this.#read(line)
      if (child === null) continue
      const { record, piece } = child
      const { offset } = line
      const isOfHook = record['type'] === 'attachment' || isTurnRow(record)
      if (isOfHook) claimed.push(...(await this.#ofHook(child, offset)))
      if (piece === null || isOfHook) continue
      if (piece.kind === 'answer' && piece.message.id === answer.message.id) {
        if (this.#met.isAgain(record)) continue
        claimed.push({ piece, offset }, ...(await this.#ofAnswer(textAt(record, 'uuid') ?? '', piece)))
      } else if (this.#met.answersOneOf(piece, asked)) {
        this.#met.noteAnswers(piece)
        claimed.push({ piece, offset }, ...(await this.#hooksBehind(record)))
      }
    }
    return claimed
  }

  /** What the hooks of one of several tools said hangs on that tool, beside the chain. */
  async #ofHook({ record, piece }: HeldRecord, offset: number): Promise<Claimed[]> {
    const isAgain = this.#met.isAgain(record)
    return [...(piece === null || isAgain ? [] : [{ piece, offset }]), ...(await this.#hooksBehind(record))]
  }

  async #hooksBehind(record: Fields): Promise<Claimed[]> {
    const said: Claimed[] = []
    for (const line of this.#held.take(textAt(record, 'uuid') ?? '') ?? []) {
      const child = await this.#read(line)
      if (child === null || child.record['type'] !== 'attachment') continue
      said.push(...(await this.#ofHook(child, line.offset)))
    }
    return said
  }
}

interface Claimed {
  readonly piece: Piece
  readonly offset: number
}

function asWritten(claimed: readonly Claimed[]): Piece[] {
  return claimed.toSorted((one, other) => one.offset - other.offset).map(({ piece }) => piece)
}

function isSiblingOf(
  { record, piece }: HeldRecord,
  below: SiblingsOf['below'],
  answerId: string | null
): boolean {
  if (below === 'answer') return answerId === null && isTurnRow(record)
  if (record['type'] === 'assistant') return answerId === null || piece?.message.id !== answerId
  return piece !== null && toolUsesOf(piece.message.content).answered.length > 0
}

/** Something a person sent: what stands beside it was said on another branch. */
export function isPrompt(piece: Piece | null): boolean {
  if (piece?.kind !== 'message' || piece.message.role !== 'user') return false
  return toolUsesOf(piece.message.content).answered.length === 0
}
