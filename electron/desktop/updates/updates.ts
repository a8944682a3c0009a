/**
 * Keeps Skein up to date: looks for a newer version a while after the start and then a few times a day, fetches
 * it in the background, and installs it when the app is quit or a person asks. Nothing here ever ends a turn.
 */
import { messageOf } from '../../../shared/errors.ts'
import type {
  NoUpdates,
  UpdateChannel,
  UpdateNews,
  UpdateReport,
  UpdateState
} from '../../../shared/updates.ts'
import { UpdateNews as News } from '../../../shared/updates.ts'
import type { Clock, ClockTimer } from '../../clock.ts'
import type { Log } from '../../log.ts'
import { afterUpdateEvent } from './updateEvent.ts'
import type { UpdateEvent } from './updateEvent.ts'

/** Milliseconds. The start itself is not the time to use the network and the disk. */
export const firstLookMs = 30_000
export const nextLookMs = 6 * 60 * 60 * 1000

/** The program that finds, checks and installs; see electronUpdater.ts. */
export interface UpdateSource {
  /** Looks, and downloads what it finds. Everything is told by events; never rejects. */
  look(channel: UpdateChannel, tell: (event: UpdateEvent) => void): Promise<void>
  /** Ends the app and begins the new version; false when it could not, and the app still runs. */
  install(): boolean
  /** What is ready is not installed by this process any more, also not when it ends. */
  hold(): void
}

export interface UpdatesOptions {
  /** Or why this copy cannot bring itself up to date. */
  readonly source: UpdateSource | { readonly unsupported: NoUpdates }
  readonly version: string
  readonly channel: () => UpdateChannel
  /** What was kept by `remember` before this start. */
  readonly remembered: () => unknown
  readonly remember: (value: UpdateNews) => void
  /** Whether the app may end now: asks when agents work. */
  readonly mayQuit: () => Promise<boolean>
  /** Settles turns and gives the data folder free, so that the new version can begin before this one has gone. */
  readonly settle: () => Promise<void>
  /** Starts this version again: the new one could not be installed, and everything has been settled. */
  readonly startAgain: () => void
  readonly onChange: (report: UpdateReport) => void
  readonly clock: Clock
  readonly log: Log
}

export class Updates {
  readonly #options: UpdatesOptions
  readonly #source: UpdateSource | null
  #state: UpdateState
  #news: UpdateNews | null
  #timer: ClockTimer | null = null
  #looking = false

  constructor(options: UpdatesOptions) {
    this.#options = options
    const { source } = options
    this.#source = 'unsupported' in source ? null : source
    this.#state =
      'unsupported' in source
        ? { phase: 'unsupported', why: source.unsupported }
        : { phase: 'current', checkedAt: null }
    this.#news = newsOf(options.version, options.remembered())
    if (this.#news !== null) options.remember({ version: options.version, notes: null })
  }

  get report(): UpdateReport {
    return { version: this.#options.version, state: this.#state, news: this.#news }
  }

  /** Looks now and then until `stop`. */
  start(): void {
    if (this.#source === null) return
    this.#later(firstLookMs)
  }

  stop(): void {
    this.#timer?.cancel()
    this.#timer = null
  }

  /** Looks at once; one look at a time. */
  async check(): Promise<void> {
    if (this.#source === null || this.#looking) return
    this.#looking = true
    try {
      await this.#source.look(this.#options.channel(), (event) => this.#take(event))
    } finally {
      this.#looking = false
    }
  }

  /** Installs what is ready, after a person has agreed to end what runs. */
  async install(): Promise<void> {
    if (this.#state.phase !== 'ready' || this.#source === null) return
    const { mayQuit, settle, startAgain } = this.#options
    if (!(await mayQuit())) return
    await settle()
    if (!this.#source.install()) startAgain()
  }

  /** The system ends the app, and would end an installer in the middle of its work: the next start has what is ready. */
  hold(): void {
    this.stop()
    this.#source?.hold()
  }

  /** The person has read what is new. */
  dismissNews(): void {
    this.#news = null
    this.#options.onChange(this.report)
  }

  #take(event: UpdateEvent): void {
    const { clock, log, onChange, remember } = this.#options
    if (event.type === 'failed') log.warn({ error: event.reason }, 'an update failed')
    this.#state = afterUpdateEvent(this.#state, event, clock.now().toISOString())
    // Told by the new version when it starts.
    if (event.type === 'downloaded') remember({ version: event.version, notes: event.notes })
    onChange(this.report)
  }

  #later(ms: number): void {
    const { clock, log } = this.#options
    this.#timer = clock.setTimeout(() => {
      void this.check().catch((error: unknown) =>
        log.error({ error: messageOf(error) }, 'looking for updates failed')
      )
      this.#later(nextLookMs)
    }, ms)
  }
}

/** News when the version that was fetched is the one that runs now, and has not been told. */
function newsOf(version: string, remembered: unknown): UpdateNews | null {
  const kept = News.safeParse(remembered)
  if (!kept.success || kept.data.version !== version || kept.data.notes === null) return null
  return kept.data
}
