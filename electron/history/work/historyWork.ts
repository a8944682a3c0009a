/**
 * The work itself, in its thread: walks all transcripts newest first, tells of what is new or changed, and takes each
 * through the stages; answers questions in between. Composed by `historyWorker.ts`; says everything by `say`.
 */
import { codeOf, messageOf } from '../../../shared/errors.ts'
import type { AgentId, SessionId } from '../../../shared/ids.ts'
import { ourFailure } from '../../ourFailure.ts'
import { Refusal } from '../../refusal.ts'
import type { PassedOver, PassedOverCounts, TranscriptHead } from '../../agent/transcriptHistory.ts'
import type { AgentTranscripts, OurTranscripts } from '../../agent/transcriptSource.ts'
import type { HistoryIndex, KnownState, SeenHead } from '../index/historyIndex.ts'
import { Batches } from './batches.ts'
import { Folders } from './folders.ts'
import type { FoundSession, FromWork, ToWork, WorkLog } from './messages.ts'
import { WorkPace } from './pace.ts'
import { noneOver, passedOver } from './passedOver.ts'
import { answering } from './question.ts'
import type { Handler } from './question.ts'
import type { HistoryFile, Stage } from './stage.ts'

/** Milliseconds for which somebody who did something counts as being at work. */
const BUSY_MS = 2_000
/** Milliseconds between two words of progress. */
const PROGRESS_MS = 200
/** Heads that are read at a time. */
const AHEAD = 8

export interface HistoryWorkOptions {
  readonly sources: readonly { readonly agent: AgentId; readonly source: AgentTranscripts }[]
  readonly ours: OurTranscripts
  readonly index: HistoryIndex
  /** Asked for when the first list has been told, or by the first question; again after a failure. */
  readonly parts: () => Promise<WorkParts>
  readonly say: (message: FromWork) => void
  readonly log: WorkLog
}

/** What is done with each transcript, one after another, and what is answered. */
export interface WorkParts {
  readonly stages: readonly Stage[]
  readonly handlers: readonly Handler[]
}

interface Look {
  /** What is known of a file; null: nothing. */
  readonly known: (file: string) => KnownState | null
  readonly passedOver?: { -readonly [Why in keyof PassedOverCounts]: number }
  readonly projects?: Set<string>
}

export class HistoryWork {
  readonly #options: HistoryWorkOptions
  readonly #own: Handler
  #parts: Promise<WorkParts> | null = null
  readonly #folders = new Folders()
  readonly #ending = new AbortController()
  readonly #pace: WorkPace
  readonly #asked = new Map<number, AbortController>()
  /** As of the last look at each, those of the last walk newest first. */
  #files = new Map<SessionId, HistoryFile>()
  /** Folders of which is to be told whether they are there. */
  #paths: readonly string[] = []
  #passedOver: PassedOverCounts = noneOver
  #busyUntil = 0
  #working: Promise<void> = Promise.resolve()
  /** Steps of work that are not over. */
  #waiting = 0
  /** A walk waits already. */
  #isWalkWaiting = false
  /** What a person may be looking at: done between two files, whatever else is under way. */
  #urgent: (() => Promise<void>)[] = []
  #toldAt = 0

  constructor(options: HistoryWorkOptions) {
    this.#options = options
    this.#pace = new WorkPace(this.#ending.signal, () => performance.now() < this.#busyUntil)
    this.#own = answering(passedOver, () => Promise.resolve(this.#passedOver))
  }

  /** What the server says. */
  hear(message: ToWork): void {
    switch (message.type) {
      case 'ask':
        void this.#answer(message.id, message.name, message.ask)
        return
      case 'never_mind':
        this.#asked.get(message.id)?.abort()
        return
      case 'walk':
        this.walk(message.paths)
        return
      case 'tell_again':
        this.#tellAgain(message.sessionIds)
        return
      case 'busy':
        this.#busyUntil = performance.now() + BUSY_MS
        return
      case 'close':
        void this.#close()
    }
  }

  /**
   * Looks at everything. One walk that waits is enough for all who want one, and what is under way makes way for it: what
   * was taken in by then is not taken in again.
   */
  walk(paths: readonly string[] = this.#paths): void {
    this.#paths = paths
    if (this.#isWalkWaiting) return
    this.#isWalkWaiting = true
    this.#then(async () => {
      this.#isWalkWaiting = false
      this.#folders.forget()
      await this.#walk()
    })
  }

  /** The same, unless something is under way: for who only makes sure. */
  walkAtRest(): void {
    if (this.#waiting === 0) this.walk()
  }

  /** Files that have changed, in no order; others of their folders were not looked at. */
  changed(files: readonly HistoryFile[]): void {
    this.#soon(async () => {
      for (const file of files) this.#files.set(file.sessionId, file)
      const known = (file: string): KnownState | null => this.#options.index.state(file)
      for (const file of await this.#lookAt(files, { known })) await this.#takeIn(file)
    })
  }

  #then(work: () => Promise<void>): void {
    this.#waiting += 1
    this.#working = this.#working
      .then(work)
      .catch((error: unknown) => {
        if (this.#ending.signal.aborted) return
        this.#options.log.error({ error: messageOf(error) }, 'transcripts could not be looked through')
      })
      .finally(() => {
        this.#waiting -= 1
      })
  }

  #soon(work: () => Promise<void>): void {
    this.#urgent.push(work)
    this.#then(() => this.#doUrgent())
  }

  async #doUrgent(): Promise<void> {
    for (let work = this.#urgent.shift(); work !== undefined; work = this.#urgent.shift()) await work()
  }

  async #walk(): Promise<void> {
    const { say, index } = this.#options
    const listed = await this.#listAll()
    this.#files = new Map(listed.map((file) => [file.sessionId, file]))
    const passedOver = { ...noneOver }
    const known = index.states()
    const projects = new Set<string>()
    const sessions = await this.#lookAt(listed, {
      known: (file) => known.get(file) ?? null,
      passedOver,
      projects
    })
    this.#passedOver = passedOver
    index.keepOnly(new Set(listed.map(({ file }) => file)))
    say({
      type: 'walked',
      sessionIds: sessions.map(({ sessionId }) => sessionId),
      missing: await this.#missing(projects)
    })
    if (!(await this.#takeThrough(sessions))) return
    const { stages } = await this.#loaded()
    for (const stage of stages) await stage.swept?.(sessions, this.#pace)
  }

  /** Of files that are one session's by their names the newest; all newest first. */
  async #listAll(): Promise<HistoryFile[]> {
    const { sources, ours } = this.#options
    const bySession = new Map<SessionId, HistoryFile>()
    const add = (file: HistoryFile): void => {
      const other = bySession.get(file.sessionId)
      if (other === undefined || other.mtimeMs < file.mtimeMs) bySession.set(file.sessionId, file)
    }
    for (const { agent, source } of sources) {
      for await (const listed of source.history.files()) {
        add({ ...listed, agent, source })
        await this.#pace.rest()
      }
    }
    for await (const listed of ours.history.files()) {
      const agent = await ours.agentOf(listed.file).catch(() => null)
      if (agent !== null) add({ ...listed, agent, source: ours })
      await this.#pace.rest()
    }
    return [...bySession.values()].toSorted((one, other) => other.mtimeMs - one.mtimeMs)
  }

  /**
   * Tells of what is new or changed. Gives those that are sessions; the others are added to `passedOver`, and where the
   * sessions belong to `projects`.
   */
  async #lookAt(
    files: readonly HistoryFile[],
    { known, passedOver = { ...noneOver }, projects }: Look
  ): Promise<HistoryFile[]> {
    const { index, say } = this.#options
    const sessions: HistoryFile[] = []
    let seen: SeenHead[] = []
    const told = new Batches((found) => {
      index.put(seen)
      seen = []
      say({ type: 'found', sessions: found })
    })
    // What is new is read ahead, some at a time: the disk answers several at once.
    const isAsKnown = (file: HistoryFile): KnownState | null => {
      const state = known(file.file)
      return state !== null && state.bytes === file.bytes && state.mtimeMs === file.mtimeMs ? state : null
    }
    const heads = new Map<HistoryFile, Promise<TranscriptHead | PassedOver>>()
    let ahead = 0
    for (const [at, file] of files.entries()) {
      await this.#pace.rest()
      for (ahead = Math.max(ahead, at); ahead < files.length && heads.size < AHEAD; ahead += 1) {
        const next = files[ahead]
        if (next !== undefined && next.source.keptBy === 'agent' && isAsKnown(next) === null)
          heads.set(next, this.#headOf(next, next.source))
      }
      if (file.source.keptBy === 'skein') {
        sessions.push(file) // Its row came with its first word.
        continue
      }
      const coming = heads.get(file)
      heads.delete(file)
      if (coming === undefined) {
        const state = isAsKnown(file)
        if (state === null || state.why !== null) passedOver[state?.why ?? 'unreadable'] += 1
        else sessions.push(file)
        if (state !== null && state.projectPath !== null) projects?.add(state.projectPath)
        continue
      }
      const head = await coming
      seen.push({ file: file.file, state: file, head })
      if (typeof head === 'string') {
        passedOver[head] += 1
        continue
      }
      sessions.push(file)
      projects?.add(head.projectPath)
      told.add(await this.#asFound(file, head))
    }
    told.end()
    index.put(seen)
    return sessions
  }

  async #headOf(file: HistoryFile, source: AgentTranscripts): Promise<TranscriptHead | PassedOver> {
    try {
      return await source.history.head(file.file)
    } catch (error) {
      this.#options.log.warn({ file: file.file, error: messageOf(error) }, 'a transcript could not be read')
      return 'unreadable'
    }
  }

  async #asFound(
    { sessionId, agent, file, mtimeMs }: HistoryFile,
    head: TranscriptHead
  ): Promise<FoundSession> {
    const { path } = await this.#folders.look(head.projectPath)
    return { sessionId, agent, file, mtimeMs, head, projectPath: path }
  }

  #tellAgain(sessionIds: readonly SessionId[]): void {
    this.#soon(async () => {
      const { index, say } = this.#options
      const told = new Batches((found) => say({ type: 'found', sessions: found }))
      const files: HistoryFile[] = []
      for (const sessionId of sessionIds) {
        const file = this.#files.get(sessionId)
        const head = file === undefined ? undefined : index.of(file.file)?.head
        if (file === undefined || head === undefined || typeof head === 'string') continue
        told.add(await this.#asFound(file, head))
        files.push(file)
        await this.#pace.rest()
      }
      told.end()
      // Its row has no counts either.
      for (const { file } of files) index.setUncounted(file)
      for (const file of files) await this.#takeIn(file)
    })
  }

  async #missing(projects: ReadonlySet<string>): Promise<string[]> {
    const all = new Set([...this.#paths, ...projects])
    const seen = await Promise.all([...all].map((path) => this.#folders.look(path)))
    return seen.flatMap(({ path, isThere }) => (isThere ? [] : [path]))
  }

  /** False when it made way for a walk that has come meanwhile. */
  async #takeThrough(files: readonly HistoryFile[]): Promise<boolean> {
    this.#tellProgress(0, files.length)
    for (const [at, { sessionId }] of files.entries()) {
      await this.#doUrgent()
      if (this.#isWalkWaiting) return false
      // As it was when it was looked at last: it may have changed since this walk began.
      const file = this.#files.get(sessionId)
      if (file !== undefined) await this.#takeIn(file)
      this.#tellProgress(at + 1, files.length)
    }
    return true
  }

  /** One session that cannot be taken in does not stop the others. */
  async #takeIn(file: HistoryFile): Promise<void> {
    const { log } = this.#options
    const { stages } = await this.#loaded()
    for (const stage of stages) {
      try {
        await stage.take(file, this.#pace)
      } catch (error) {
        this.#ending.signal.throwIfAborted()
        const facts = { stage: stage.name, file: file.file, error: messageOf(error), code: codeOf(error) }
        log.warn(facts, 'a transcript could not be taken in')
      }
    }
    await this.#pace.rest()
  }

  #tellProgress(done: number, total: number): void {
    const now = performance.now()
    if (done < total && now - this.#toldAt < PROGRESS_MS) return
    this.#toldAt = now
    this.#options.say({ type: 'progress', progress: { done, total } })
  }

  async #answer(id: number, name: string, ask: unknown): Promise<void> {
    const { say, log } = this.#options
    const asked = new AbortController()
    this.#asked.set(id, asked)
    try {
      const handler = await this.#handlerOf(name)
      if (handler === undefined) throw new Error('nobody answers that')
      say({ type: 'answer', id, answer: await handler.answer(ask, asked.signal) })
    } catch (error) {
      if (error instanceof Refusal) {
        say({ type: 'refused', id, status: error.status, failure: error.toFailure() })
        return
      }
      if (!asked.signal.aborted)
        log.error({ question: name, error: messageOf(error) }, 'history could not answer')
      say({ type: 'refused', id, status: 500, failure: ourFailure('internal') })
    } finally {
      this.#asked.delete(id)
    }
  }

  async #handlerOf(name: string): Promise<Handler | undefined> {
    if (name === this.#own.name) return this.#own
    return (await this.#loaded()).handlers.find((handler) => handler.name === name)
  }

  #loaded(): Promise<WorkParts> {
    if (this.#parts !== null) return this.#parts
    const loading = this.#options.parts()
    this.#parts = loading
    loading.catch(() => {
      this.#parts = null
    })
    return loading
  }

  async #close(): Promise<void> {
    const { index, say } = this.#options
    this.#ending.abort()
    for (const asked of this.#asked.values()) asked.abort()
    await this.#working
    const parts = await this.#parts?.catch(() => null) // What did not open need not be closed.
    for (const stage of parts?.stages ?? []) stage.close()
    index.close()
    say({ type: 'closed' })
  }
}
