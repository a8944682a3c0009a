/** What a walk along a branch gives, one for each record. Made by `thread.ts`, made into pages by `readPage.ts`. */
import type { SiblingsOf } from './branchClaims.ts'
import type { Fields } from '../record/fields.ts'
import type { Piece } from '../record/pieces.ts'

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
  /** No page begins with it: what comes before it says that it belongs to the branch. */
  readonly isBound?: true
  /** The boundary it stands in front of, or is; see `PageCursor.behind`. */
  readonly behind?: number | undefined
  /** What it is to the record it follows; see `PageCursor.below`. */
  readonly below?: SiblingsOf['below'] | undefined
}

/** A step, and why more has to be read before it is whole. */
export interface Kept {
  readonly step: Step
  /** It is not the record that was looked for. */
  readonly isBeside?: true
  /** A row of the program's, which waits for what it hangs on: something may hang there beside it. */
  readonly isRow?: boolean
  /** What may hang on it beside what follows it. */
  readonly siblings?: SiblingsOf | null
  readonly open: Open | null
  /** The id of a record that follows nothing: it may be written again behind the page. */
  readonly looseId?: string | null
  /** Of a prompt: its record, and its length in bytes. */
  readonly prompt?: { readonly record: Fields; readonly length: number }
}

/** What the walk is in the middle of when it gives a record. */
export type Open =
  /** Other lines were held for this line of an answer. */
  | { readonly kind: 'answer'; readonly uuid: string; readonly piece: Piece }
  /** Stands beside the chain, and what follows it does, too. */
  | { readonly kind: 'loose'; readonly uuid: string }
  /** Begins a session, though not the file. */
  | { readonly kind: 'root'; readonly record: Fields }
  /** May follow something else than it says. */
  | { readonly kind: 'boundary'; readonly record: Fields }
