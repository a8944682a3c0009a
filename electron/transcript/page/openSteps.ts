/**
 * Makes whole a step of which more has to be read: the other lines of an answer, what follows a record beside the chain,
 * what comes before a beginning that is not the file's, and what a compaction was made of. Says where the walk goes on
 * when that is somewhere else than the step said. Owned by `thread.ts`.
 */
import { unreachable } from '../../../shared/errors.ts'
import type { Fields } from '../record/fields.ts'
import type { Piece } from '../record/pieces.ts'
import type { BranchClaims, BranchClaimsOptions } from './branchClaims.ts'
import { truePredecessor } from './compactedBefore.ts'
import type { EarlierRoots } from './earlierRoots.ts'
import type { RecordLines } from './recordLines.ts'
import type { Open, Step } from './step.ts'

/** A step that lacks nothing any more. */
export interface Completed {
  readonly step: Step
  /** In front of this offset, whatever stands there; or with the record of this uuid. Null: as the walk would anyway. */
  readonly goesOn: { readonly before: number } | { readonly with: string } | null
}

/** What of the walk completing a step has to ask. */
export interface OpenStepsOptions {
  readonly claims: BranchClaims
  readonly roots: EarlierRoots
  /** The lines in front of an offset, the newest first. */
  readonly linesBefore: RecordLines['from']
  readonly read: BranchClaimsOptions['read']
}

/** Of one walk. Rejects with the file system's error where more cannot be read. */
export class OpenSteps {
  readonly #options: OpenStepsOptions

  constructor(options: OpenStepsOptions) {
    this.#options = options
  }

  async complete(step: Step, open: Open): Promise<Completed> {
    const { claims } = this.#options
    switch (open.kind) {
      case 'answer':
        return withMore(step, await claims.ofAnswer(open.uuid, open.piece))
      case 'loose':
        return withMore(step, await claims.allBelow(open.uuid))
      case 'root':
        return this.#beforeRoot(step, open.record)
      case 'boundary':
        return this.#beforeBoundary(step, open.record)
      default:
        return unreachable(open)
    }
  }

  /** Several beginnings are read one after the other, but for those that say the same. */
  async #beforeRoot(step: Step, root: Fields): Promise<Completed> {
    const { roots, linesBefore } = this.#options
    const before = await roots.before(linesBefore(step.offset), step.offset, root)
    return before === null ? { step, goesOn: null } : { step: { ...step, before }, goesOn: { before } }
  }

  async #beforeBoundary(met: Step, boundary: Fields): Promise<Completed> {
    const { linesBefore, read } = this.#options
    const step = { ...met, behind: met.offset }
    const found = await truePredecessor(linesBefore(step.offset), boundary, step.offset)
    if (found === null) return { step, goesOn: null }
    const between: Piece[] = []
    for (const line of found.between) {
      const piece = (await read(line))?.piece ?? null
      if (piece !== null) between.push(piece)
    }
    const { uuid } = found
    return {
      step: { ...step, pieces: [...between, ...step.pieces], parent: uuid },
      goesOn: { with: uuid }
    }
  }
}

function withMore(step: Step, pieces: readonly Piece[]): Completed {
  return { step: { ...step, pieces: [...step.pieces, ...pieces] }, goesOn: null }
}
