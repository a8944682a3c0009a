/** What the past of one session adds up to, and what was counted of it. Owned by `SessionPast`. */
import { messageOf } from '../../../shared/errors.ts'
import type { SessionId } from '../../../shared/ids.ts'
import { emptyMetadata } from '../../../shared/session.ts'
import type { SessionMetadata } from '../../../shared/session.ts'
import type { TranscriptSource } from '../../agent/transcriptSource.ts'
import type { Log } from '../../log.ts'
import type { MetadataCheckpoint } from '../../transcript/count/metadata.ts'
import { seeFiles } from './countedFiles.ts'
import type { SeenFiles } from './countedFiles.ts'
import type { PastParts } from './pastParts.ts'
import type { TranscriptSupplement } from './transcriptSupplement.ts'

export interface Account {
  readonly metadata: SessionMetadata
  /** The title the agent gave the session, null when it gave none. */
  readonly title: string | null
  readonly checkpoint: MetadataCheckpoint | null
}

export interface PastCountOptions {
  readonly transcripts: Pick<TranscriptSource, 'count'>
  readonly parts: PastParts
  /** What is kept beside a transcript of its agent; null where it is ours. */
  readonly supplement: TranscriptSupplement | null
  readonly sessionId: SessionId
  readonly log: Log
}

export class PastCount {
  readonly #options: PastCountOptions

  constructor(options: PastCountOptions) {
    this.#options = options
  }

  /** See `SessionPast.seen`. */
  async seen(): Promise<SeenFiles | null> {
    const { supplement } = this.#options
    const files = await this.#files()
    return seeFiles(supplement === null ? files : [...files, supplement.file])
  }

  /** See `SessionPast.account`. */
  async account(previous: MetadataCheckpoint | null): Promise<Account> {
    const { transcripts, supplement } = this.#options
    this.#saveConversations()
    const files = await this.#files()
    const counted = await transcripts.count(files, previous)
    const base: Account = counted ?? { metadata: emptyMetadata, title: null, checkpoint: null }
    if (supplement === null) return base
    return { ...base, metadata: await supplement.addTo(base.metadata, files) }
  }

  /** What was left behind by going back counts as branches do. */
  async #files(): Promise<string[]> {
    return (await this.#options.parts.all()).map(({ file }) => file)
  }

  /** What the disk did not take before it may take now. */
  #saveConversations(): void {
    const { parts, log, sessionId: session } = this.#options
    try {
      parts.save()
    } catch (error) {
      log.error({ session, error: messageOf(error) }, 'what the session consists of is not written yet')
    }
  }
}
