/**
 * What a reader of transcripts has to be told of whoever wrote them: everything else in this folder holds for records
 * that name what they follow, whatever program they are of. One for each such program, in its agent's folder; ours is
 * `ourFormat.ts`.
 */
import type { ToolResultBlock } from '../../../shared/session.ts'
import type { TokenCounts } from '../../../shared/usage.ts'
import type { Fields } from './fields.ts'
import type { Piece, Place } from './pieces.ts'

/** What differs between the transcripts of two programs; stateless, one for each agent. */
export interface RecordFormat {
  /** What a record says to a reader, null when nothing. Not asked of records Skein wrote. */
  read(record: Fields, place: Place): Piece | null
  /** A tool's result without what stands around it for the model. */
  shownResult(block: ToolResultBlock): ToolResultBlock
  /** A title as a list shows it, null when it names nothing. */
  titleFrom(text: string): string | null
  /** Whether a tool of this name starts a subagent whose records may stand among the session's own. */
  startsAside(toolName: string): boolean
  /**
   * What a record counts as, in the fields that are counted: `type: 'assistant'` with the `usage` of an API message, or
   * what stands for a prompt. `memory` is what this gave for the record before it in the file, empty at its beginning: for
   * a format whose counts do not say by themselves whose they are. Absent: every record counts as it stands.
   */
  counted?(record: Fields, memory: string): CountedAs
  readonly models: ModelFacts
  readonly beside: FilesBeside
}

/** `record`: null where nothing is counted. `memory`: for the record behind it; plain text, kept in checkpoints. */
export interface CountedAs {
  readonly record: Fields | null
  readonly memory: string
}

/** What is known of models by their names, as records have them. */
export interface ModelFacts {
  /** US dollars for one call, null when its price is not known. `usage` is the record's, for what no count tells. */
  costOf(model: string, tokens: TokenCounts, usage: Fields): number | null
  /** Tokens it holds, at least `most`, which it has held already; null when that is not known. */
  windowOf(model: string, most: number): number | null
  /** Tokens at which its agent summarises by itself. */
  compactsAt(model: string, most: number): number
  /** The name without what differs from record to record. */
  plainModel(model: string): string
}

/** Files that hold what subagents did, apart from the session's own. */
interface FilesBeside {
  /** The folder they lie in, whether it is there or not; null where there never is one. */
  folder(file: string): string | null
  /** By name. */
  list(file: string): Promise<string[]>
}
