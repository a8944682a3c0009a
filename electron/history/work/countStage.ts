/**
 * Counts transcripts, so that lists tell what is in sessions nobody has opened here. A file that grew while it is watched
 * is counted on from where it was; of all others it is cheaper to begin again than to keep how far each was counted.
 */
import type { MetadataCheckpoint } from '../../transcript/count/metadata.ts'
import type { HistoryIndex } from '../index/historyIndex.ts'
import type { CountedSession } from './messages.ts'
import type { Pace } from './pace.ts'
import type { HistoryFile, Stage } from './stage.ts'

/** Files whose counts are kept to be gone on with. */
const MOST_KEPT = 16

export class CountStage implements Stage {
  readonly name = 'count'
  readonly #index: HistoryIndex
  readonly #tell: (session: CountedSession) => void
  readonly #kept = new Map<string, MetadataCheckpoint>()

  constructor(index: HistoryIndex, tell: (session: CountedSession) => void) {
    this.#index = index
    this.#tell = tell
  }

  async take(file: HistoryFile, pace: Pace): Promise<void> {
    const known = this.#index.of(file.file)
    if (known === null || typeof known.head === 'string' || known.isCounted) return
    await pace.rest()
    const account = await file.source.count([file.file], this.#kept.get(file.file) ?? null)
    this.#index.setCounted(file.file, known)
    if (account === null) return
    this.#keep(file.file, account.checkpoint)
    this.#tell({
      sessionId: file.sessionId,
      metadata: account.metadata,
      title: account.title,
      checkpoint: JSON.stringify(account.checkpoint)
    })
  }

  close(): void {
    this.#kept.clear()
  }

  #keep(file: string, checkpoint: MetadataCheckpoint): void {
    this.#kept.delete(file)
    this.#kept.set(file, checkpoint)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest)
  }
}
