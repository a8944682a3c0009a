/**
 * The machine of one fault run: a home, a project, a data folder, the server that lives and the one that stands
 * ready to follow it, some sessions, and what a person knows of each.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { MessagePage, SessionList, Status } from '../../../shared/protocol.ts'
import { Project, SessionSummary } from '../../../shared/session.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { TranscriptWriter } from '../../../electron/transcript/write/append.ts'
import type { Death } from './orders.ts'
import { endOne, isBelow, markedProcesses } from './markedProcesses.ts'
import type { MarkedProcess } from './markedProcesses.ts'
import { SessionModel } from './model.ts'
import { patience } from './patience.ts'
import type { SabotageName } from './sabotages.ts'
import { ServerProcess } from './serverProcess.ts'
import type { Ready, ServerPlace } from './serverProcess.ts'
import { Violation } from './violation.ts'
import { Window } from './window.ts'

/** More than one page of any kind: a snapshot holds 200, a page at most as many. */
const longPast = 320

export interface WorldOptions {
  readonly sabotage?: SabotageName
  /** Whether the power may go. */
  readonly hasPowerLoss?: boolean
  readonly sessions: number
  /** Who answers; absent: the guide. */
  readonly agent?: 'guide' | 'claude'
  /** What the servers find in their environment beside the usual. */
  readonly env?: NodeJS.ProcessEnv
}

export class World {
  readonly folder: string
  readonly dataDir: string
  readonly projectPath: string
  /** Each command that runs adds its mark. */
  readonly effects: string
  readonly place: ServerPlace
  readonly sessions: SessionModel[] = []
  project: Project | null = null
  /** How many have been injected. */
  faults = 0
  #server: ServerProcess | null = null
  #next: ServerProcess
  #ready: Ready | null = null

  private constructor(
    folder: string,
    { sabotage, hasPowerLoss = false, agent = 'guide', env = {} }: WorldOptions
  ) {
    this.folder = folder
    this.dataDir = join(folder, 'data')
    this.projectPath = join(folder, 'project')
    this.effects = join(folder, 'effects')
    this.place = {
      home: folder,
      dataDir: this.dataDir,
      image: hasPowerLoss ? join(folder, 'image') : null,
      mark: randomUUID(),
      agent,
      sabotage: sabotage ?? null,
      env
    }
    this.#next = ServerProcess.prepare(this.place)
  }

  static async make(options: WorldOptions): Promise<World> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'skein-faults-')))
    const world = new World(folder, options)
    await mkdir(world.projectPath)
    await writeFile(world.effects, '')
    await world.start()
    for (let index = 0; index < options.sessions; index += 1) {
      await world.addSession(index === 0 && world.place.agent === 'guide')
    }
    return world
  }

  get server(): ServerProcess {
    if (this.#server === null) throw new Error('no server has been started')
    return this.#server
  }

  get ready(): Ready {
    if (this.#ready === null) throw new Error('the server is not ready')
    return this.#ready
  }

  /** The pids of what may run with this run's mark. */
  get own(): number[] {
    return [this.#server?.pid ?? -1, this.#next.pid]
  }

  /** Starts the next server; false when it died by `death` before it was ready. */
  async start(death: Death | null = null): Promise<boolean> {
    this.#server = this.#next
    this.#next = ServerProcess.prepare(this.place)
    this.#ready = await this.#server.go(death)
    if (this.#ready === null) {
      const end = await this.#server.ended
      if (death !== null && end === 'SIGKILL') return false
      throw new Violation('starts_again', `it ended with ${String(end)}: ${this.#server.log}`)
    }
    const answer = await this.api('POST', '/projects', { path: this.projectPath })
    if (answer === null) {
      if (death !== null) return false
      throw new Violation('starts_again', `it does not answer: ${this.#server.log}`)
    }
    this.project = Project.parse(answer)
    // A session nobody has spoken in is forgotten with the server: its window makes it again.
    for (const session of this.sessions) if (session.isNew) await this.#create(session)
    return true
  }

  /** Ends the server; what windows had shown by then stays known. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string | null> {
    const end = await this.server.end(signal)
    for (const session of this.sessions) {
      await session.window?.until(() => false)
      session.see()
    }
    return end
  }

  /** Another server on the same data folder: its exit code and what it said. */
  async second(): Promise<{ code: number | string | null; log: string }> {
    const second = ServerProcess.prepare({ ...this.place, image: null })
    await second.go()
    const code = second.hasEnded ? await second.ended : await second.end('SIGKILL')
    return { code, log: second.log }
  }

  async addSession(hasLongPast: boolean): Promise<SessionModel> {
    const session = new SessionModel(hasLongPast)
    if (hasLongPast) await this.#writeLongPast(session)
    await this.#create(session)
    this.sessions.push(session)
    return session
  }

  get projectId(): string {
    return this.project?.id ?? ''
  }

  /** The body of the answer; null when there is none, or no server. */
  async api(method: string, path: string, body?: unknown): Promise<unknown> {
    if (this.#ready === null) return null
    const { url, token } = this.#ready
    try {
      const response = await fetch(new URL(`/api${path}`, url), {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        ...(body === undefined ? null : { body: JSON.stringify(body) })
      })
      const text = await response.text()
      const parsed: unknown = text === '' ? null : JSON.parse(text)
      return parsed
    } catch {
      return null // It died meanwhile: whoever needs the answer says so.
    }
  }

  /** The window of a session, connected, with all it knew; null when the server does not take it. */
  async enter(session: SessionModel): Promise<Window | null> {
    const { window } = session
    if (window !== null && !window.isClosed) return window
    const next = new Window(this.ready, session.id, window)
    session.window = next
    await next.until(() => next.isConnected && next.replica.session !== null)
    return next.isConnected ? next : null
  }

  /** Every message the server has of a session, oldest first. */
  async messages(session: SessionModel): Promise<SessionMessage[]> {
    const all: SessionMessage[] = []
    let before: string | null = ''
    for (let page = 0; before !== null && page < 50; page += 1) {
      const query: string = before === '' ? '' : `&before=${encodeURIComponent(before)}`
      const path = `/projects/${this.projectId}/sessions/${session.id}/messages?limit=200${query}`
      const answer = await this.api('GET', path)
      const read = MessagePage.safeParse(answer)
      if (!read.success) {
        throw new Violation(
          'acknowledged_is_there',
          `no page of a session (${JSON.stringify({ answer, id: session.id, said: session.said })})`
        )
      }
      all.unshift(...read.data.messages)
      before = read.data.before
    }
    return all
  }

  /** After the database was lost: rows appear as they are found. */
  async untilListed(): Promise<void> {
    const until = performance.now() + patience
    while (performance.now() < until) {
      const ids = new Set((await this.listed()).map(({ id }) => id))
      const missing = this.sessions.filter(({ id, isNew }) => !isNew && !ids.has(id))
      if (missing.length === 0) return
      await wait(20)
    }
    throw new Violation('counts_agree', 'sessions are not in the list any more')
  }

  async listed(): Promise<SessionSummary[]> {
    return SessionList.parse(await this.api('GET', `/projects/${this.projectId}/sessions?limit=100`)).sessions
  }

  async panel(session: SessionModel): Promise<SessionSummary> {
    const path = `/projects/${this.projectId}/sessions/${session.id}`
    return SessionSummary.parse(await this.api('GET', path))
  }

  /** Null when there is none, or no answer. */
  async stateOf(session: SessionModel): Promise<SessionSummary['state'] | null> {
    const path = `/projects/${this.projectId}/sessions/${session.id}`
    return SessionSummary.safeParse(await this.api('GET', path)).data?.state ?? null
  }

  async problems(): Promise<string[]> {
    return Status.parse(await this.api('GET', '/status')).problems.map(({ code }) => code)
  }

  /** What runs with this run's mark, is none of its servers, and waits for no prompt of the one that lives. */
  orphans(): MarkedProcess[] {
    const running = markedProcesses(this.place.mark).filter(({ pid }) => !this.own.includes(pid))
    if (this.place.agent === 'guide') return running
    return running.filter(({ pid }) => !isBelow(pid, this.own))
  }

  /** How often each command has run. */
  runs(): Map<string, number> {
    const counts = new Map<string, number>()
    for (const mark of readFileSync(this.effects, 'utf8').split('\n')) {
      if (mark !== '') counts.set(mark, (counts.get(mark) ?? 0) + 1)
    }
    return counts
  }

  journal(session: SessionModel): string {
    return join(this.dataDir, 'journals', `${session.id}.journal`)
  }

  transcript(session: SessionModel): string {
    return join(this.dataDir, 'transcripts', `${session.id}.jsonl`)
  }

  hasFile(path: string): boolean {
    return existsSync(path)
  }

  async close(): Promise<void> {
    for (const { window } of this.sessions) window?.drop()
    const all = markedProcesses(this.place.mark).filter(({ pid }) => !this.own.includes(pid))
    for (const { pid } of all) endOne(pid)
    await Promise.all([this.#server?.end('SIGKILL'), this.#next.end('SIGKILL')])
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }

  async #create({ id }: SessionModel): Promise<void> {
    await this.api('POST', `/projects/${this.projectId}/sessions`, { sessionId: id })
  }

  async #writeLongPast(session: SessionModel): Promise<void> {
    const writer = await TranscriptWriter.open(this.transcript(session), {
      sessionId: session.id,
      cwd: this.projectPath,
      version: '0',
      agent: 'guide'
    })
    await writer.append(
      Array.from({ length: longPast }, (_, index) => ({
        id: index === 0 ? session.oldPrompt : index % 2 === 0 ? randomUUID() : `msg_${randomUUID()}`,
        role: index % 2 === 0 ? ('user' as const) : ('assistant' as const),
        content: [{ type: 'text' as const, text: `old ${index}` }],
        createdAt: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString(),
        isStreaming: false
      }))
    )
  }
}
