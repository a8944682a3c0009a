/**
 * The past of one session as it is read: its pages, one walk or one page at a time, and the whole of what a page cut.
 * Looks up anew in which files it lies and where it ends each time. Owned by `SessionPast`.
 */
import type { Page } from '../../../shared/page.ts'
import type { SessionMessage, ToolResultBlock } from '../../../shared/session.ts'
import { markedResult } from '../../agent/toolMarks.ts'
import type { TranscriptSource } from '../../agent/transcriptSource.ts'
import type { BranchChoice } from '../../transcript/branch/branchChoice.ts'
import { PastWalk, newestAmong, pastFilesOf } from './pastPages.ts'
import type { PageWish, ReadingPlace } from './pastPages.ts'
import type { PastParts } from './pastParts.ts'
import type { TranscriptSupplement } from './transcriptSupplement.ts'

export interface PastReadingOptions {
  readonly place: ReadingPlace
  readonly transcripts: Pick<TranscriptSource, 'toolResult'>
  readonly parts: PastParts
  /** What is kept beside a transcript of its agent; null where it is ours. */
  readonly supplement: TranscriptSupplement | null
  /** Where the session goes on from now. */
  readonly branch: () => BranchChoice
}

/** `branch`: as the session would be if it were chosen; absent: as it is. */
export type BranchPageWish = PageWish & { readonly branch?: BranchChoice }

export class PastReading {
  readonly #options: PastReadingOptions

  constructor(options: PastReadingOptions) {
    this.#options = options
  }

  /** See `SessionPast.walk`. */
  async walk(branch = this.#options.branch()): Promise<PastWalk> {
    const { parts: lies, supplement, place } = this.#options
    const parts = await lies.chain(branch.conversation)
    const past = await pastFilesOf(parts, branch)
    const transcripts = parts.map(({ file }) => file)
    const shown = (await supplement?.shown({ transcripts, hidden: branch.hidden })) ?? null
    return new PastWalk(past, shown, place)
  }

  /** One page; see `PastWalk.page`. */
  page(wish: BranchPageWish): Promise<Page> {
    return this.#onWalk(wish, (walk, how) => walk.page(how))
  }

  /** As `page`, and which of its messages the transcript holds itself. */
  async pageWithOrigin(wish: BranchPageWish): Promise<Page & { readonly written: ReadonlySet<string> }> {
    const { page, own } = await this.#onWalk(wish, (walk, how) => walk.pageWithOrigin(how))
    return { ...page, written: new Set(own.messages.map(({ id }) => id)) }
  }

  /** The whole of a tool result that was cut to a preview, null when there is none. */
  async toolResult(toolUseId: string): Promise<ToolResultBlock | null> {
    const { parts, transcripts, place } = this.#options
    for (const { file } of (await parts.chain()).toReversed()) {
      const found = await transcripts.toolResult(file, toolUseId)
      if (found !== null) return place.tools === null ? found : markedResult(found, place.tools)
    }
    return null
  }

  /** See `SessionPast.ofTurn`. */
  ofTurn(ids: ReadonlySet<string>, { whole = false } = {}): Promise<SessionMessage[]> {
    return newestAmong(ids, whole, (query) => this.page(query))
  }

  async #onWalk<Read>(
    { branch, ...wish }: BranchPageWish,
    read: (walk: PastWalk, wish: PageWish) => Promise<Read>
  ): Promise<Read> {
    const walk = await this.walk(branch)
    try {
      return await read(walk, wish)
    } finally {
      await walk.close()
    }
  }
}
