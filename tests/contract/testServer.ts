/** A real server on a temporary data folder with a scripted agent, for one test file; and its HTTP door. */
import { randomBytes, randomUUID } from 'node:crypto'
import { cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log } from '../../electron/log.ts'
import { createServer } from '../../electron/server/createServer.ts'
import type { SkeinServer } from '../../electron/server/createServer.ts'
import { claudeTranscripts } from '../../electron/agent/claude/transcript/claudeTranscripts.ts'
import type { Agent } from '../../electron/agent/port.ts'
import type { AgentTranscripts } from '../../electron/agent/transcriptSource.ts'
import { Project } from '../../shared/session.ts'
import { createScriptedAgent } from './scriptedAgent.ts'
import type { ScriptedAgent } from './scriptedAgent.ts'
import { SkippingClock } from './skippingClock.ts'
import { SocketClient } from './socketClient.ts'

/** An editor nobody has. */
export const missingProgram = 'no-such-program'

export interface Reply {
  readonly status: number
  readonly body: unknown
}

const historyWorker = new URL('../../electron/historyWorker.ts', import.meta.url)

export class TestServer {
  readonly folder: string
  readonly projectPath: string
  readonly agent: ScriptedAgent
  /** For an agent that is to keep its transcripts as Claude Code does. */
  readonly claudeTranscripts: AgentTranscripts
  readonly token = randomUUID()
  /** Kept over restarts, as the data folder keeps it. */
  readonly pageKeySecret = randomBytes(32)
  readonly clock = new SkippingClock()
  /** Lines of the log: `level message facts`. */
  readonly logged: string[] = []
  /** Editors that were to be started. */
  readonly started: [string, readonly string[]][] = []
  #agents: readonly Agent[]
  #server: SkeinServer | null = null
  #clients: SocketClient[] = []
  #lives = 1

  /** Set before it is started (again): sessions nobody began here are looked for, in the worker, run from its source. */
  looksForSessions = false

  private constructor(folder: string, agents: readonly Agent[] | null) {
    this.folder = folder
    this.projectPath = join(folder, 'project')
    this.agent = createScriptedAgent()
    this.claudeTranscripts = claudeTranscripts({ home: () => Promise.resolve(join(folder, 'claude')) })
    this.#agents = agents ?? [this.agent]
  }

  static async start(agents: readonly Agent[] | null = null): Promise<TestServer> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'skein-contract-')))
    const server = new TestServer(folder, agents)
    await mkdir(server.projectPath)
    await server.listen()
    return server
  }

  /** A new one after each crash. */
  get dataDir(): string {
    return join(this.folder, `data-${this.#lives}`)
  }

  get server(): SkeinServer {
    if (!this.#server) throw new Error('the server does not run')
    return this.#server
  }

  get url(): string {
    return this.server.url
  }

  /** Starts (again) on the same folder; `port` keeps the address over a restart. */
  async listen(port = 0): Promise<void> {
    this.#server = await createServer({
      port,
      token: this.token,
      pageKeySecret: this.pageKeySecret,
      dataDir: this.dataDir,
      agents: this.#agents,
      defaultAgent: 'guide',
      log: this.#log(),
      clock: this.clock,
      pageDir: join(this.folder, 'page'),
      version: '0.0.0-test',
      ...(this.looksForSessions && { historyWorker }),
      startProgram: (program, args) => {
        if (program === missingProgram) return Promise.reject(new Error(`spawn ${program} ENOENT`))
        this.started.push([program, args])
        return Promise.resolve()
      }
    })
  }

  #log(): Log {
    const write =
      (level: string) =>
      (facts: object, message: string): void =>
        void this.logged.push(`${level} ${message} ${JSON.stringify(facts)}`)
    return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
  }

  /** Ends the server as a person who quits does, and starts it again on the same folder. */
  async restart(): Promise<void> {
    await this.server.close()
    await this.listen()
  }

  /** The same with other agents. */
  async restartWith(agents: readonly Agent[]): Promise<void> {
    this.#agents = agents
    await this.restart()
  }

  /**
   * What a server finds that starts after this one was killed right now: the bytes that are on disk at
   * this moment. The old one is closed afterwards, on its own copy. `beforeStart` finds the bytes first.
   */
  async crash(beforeStart: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const left = this.dataDir
    const dying = this.server
    this.#lives += 1
    await cp(left, this.dataDir, { recursive: true })
    await dying.close()
    await beforeStart()
    await this.listen()
  }

  /** Ends everything and removes the folder. */
  async stop(): Promise<void> {
    for (const client of this.#clients) client.drop()
    await this.#server?.close()
    await rm(this.folder, { recursive: true, force: true })
  }

  async request(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {}
  ): Promise<Reply> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(body === undefined ? null : { 'Content-Type': 'application/json' }),
        ...headers
      },
      ...(body === undefined ? null : { body: typeof body === 'string' ? body : JSON.stringify(body) })
    })
    const text = await response.text()
    const parsed: unknown = text === '' ? null : JSON.parse(text)
    return { status: response.status, body: parsed }
  }

  get(path: string): Promise<Reply> {
    return this.request('GET', path)
  }

  async openProject(): Promise<Project> {
    const { body } = await this.request('POST', '/api/projects', { path: this.projectPath })
    return Project.parse(body)
  }

  /** A project with one stored session, and its address below `/api`. */
  async openSession(fields: object = {}): Promise<{ project: Project; sessionId: string; path: string }> {
    const project = await this.openProject()
    const sessionId = randomUUID()
    const path = `/api/projects/${project.id}/sessions`
    const { status } = await this.request('POST', path, { sessionId, ...fields })
    if (status !== 201) throw new Error(`the session was not created: ${status}`)
    return { project, sessionId, path: `${path}/${sessionId}` }
  }

  client(path?: string, headers?: Record<string, string>): SocketClient {
    const client = new SocketClient(this.url, path, headers)
    this.#clients.push(client)
    return client
  }

  /** A client that is connected to a session. */
  async enter(sessionId: string, since?: { epoch: string; seq: number }): Promise<SocketClient> {
    return this.client().enter(this.token, sessionId, since)
  }
}
