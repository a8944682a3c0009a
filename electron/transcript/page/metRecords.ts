/**
 * Which records a walk along a branch has kept or shown, and which tool uses have their result: nothing is shown
 * twice. Owned by `thread.ts`; `branchClaims.ts` notes in it what it claims.
 */
import { textAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import { answerKey } from './keptBehind.ts'
import type { KeptBehind } from './keptBehind.ts'
import { toolUsesOf } from '../record/pieces.ts'
import type { Piece } from '../record/pieces.ts'

/** One for each walk; what a later page must know of it, the cursor says. */
export class MetRecords {
  readonly #answered = new Set<string>()
  #met = new Set<string>()
  /** Lines of answers that stand once more behind a boundary. */
  #kept: ReadonlySet<string> | null = null
  /** As it was when the last record of the chain was kept, once something beside it was met. */
  #before: ReadonlySet<string> | null = null

  has(uuid: string): boolean {
    return this.#met.has(uuid)
  }

  add(uuid: string): void {
    this.#met.add(uuid)
  }

  /** Written once more: shown where it stands last. Notes the record. */
  isAgain(record: Fields): boolean {
    const uuid = textAt(record, 'uuid')
    if (uuid === null || uuid === '') return false
    if (this.#met.has(uuid)) return true
    this.#met.add(uuid)
    return this.#kept !== null && this.#kept.has(answerKey(record) ?? '')
  }

  /** In front of a boundary: what was kept of it stands behind it, and is shown there. */
  addKept({ uuids, answers }: KeptBehind): void {
    for (const uuid of uuids) this.#met.add(uuid)
    if (answers.size > 0) this.#kept = new Set([...(this.#kept ?? []), ...answers])
  }

  /** What is met from here on stands beside the chain, until `settle`. */
  leaveChain(): void {
    this.#before ??= new Set(this.#met)
  }

  /** What was met beside the chain is given: it stays met. */
  settle(): void {
    this.#before = null
  }

  /** What was met beside the chain is going to be met again. */
  backToChain(): void {
    if (this.#before !== null) this.#met = new Set(this.#before)
    this.#before = null
  }

  /** Another branch is walked from here on. */
  forget(): void {
    this.#answered.clear()
    this.#met.clear()
  }

  noteAnswers(piece: Piece): void {
    for (const id of toolUsesOf(piece.message.content).answered) this.#answered.add(id)
  }

  answersOneOf(piece: Piece, asked: readonly string[]): boolean {
    const { answered } = toolUsesOf(piece.message.content)
    return answered.some((id) => asked.includes(id) && !this.#answered.has(id))
  }
}
