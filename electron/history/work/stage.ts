/**
 * What is done with each transcript on this machine, one after another: its search index, its usage, its copy. A stage
 * keeps for itself how far it has come with each file, so that what did not change costs it nothing.
 */
import type { AgentId } from '../../../shared/ids.ts'
import type { ListedTranscript } from '../../agent/transcriptHistory.ts'
import type { TranscriptSource } from '../../agent/transcriptSource.ts'
import type { Pace } from './pace.ts'

/** A transcript of a session, and whose it is. */
export interface HistoryFile extends ListedTranscript {
  readonly agent: AgentId
  readonly source: TranscriptSource
}

export interface Stage {
  /** As it is called in the log. */
  readonly name: string
  /**
   * Takes in what is new of this session: its transcript and what lies beside it. Called for every session at each walk
   * and when one has grown; says by itself whether there is anything to do, by stat. Killed at any moment, it goes on
   * where it was. Rejects with what went wrong with this session alone: the next is taken all the same.
   */
  take(file: HistoryFile, pace: Pace): Promise<void>
  /** All files of this walk, after it: what is not among them is gone from where its agent keeps it. */
  swept?(files: readonly HistoryFile[], pace: Pace): Promise<void>
  close(): void
}
