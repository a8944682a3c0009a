/**
 * The whole server with the real Claude Code against the fake model: a home, a project and a data folder for one
 * test, and what a window would ask of it. Used where a session is more than one run of its agent.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createClaudeAgent } from '../../electron/agent/claude/claudeAgent.ts'
import { systemClock } from '../../electron/clock.ts'
import { silentLog } from '../../electron/log.ts'
import { createServer } from '../../electron/server/createServer.ts'
import type { SkeinServer } from '../../electron/server/createServer.ts'
import { evolve, messagesOf, restingState } from '../../shared/evolve.ts'
import type { SessionState } from '../../shared/evolve.ts'
import type { Ack } from '../../shared/protocol.ts'
import { MessagePage, SessionList } from '../../shared/protocol.ts'
import { Project, SessionSummary } from '../../shared/session.ts'
import type { SessionMessage } from '../../shared/session.ts'
import { SocketClient } from '../contract/socketClient.ts'
import { fakeModelEnvironment } from '../fakeModel/environment.ts'
import { startFakeModel } from '../fakeModel/fakeModel.ts'
import type { FakeModel } from '../fakeModel/fakeModel.ts'
import { until } from './until.ts'

/** A turn holds the start of a program of 380 MB, which a machine with other things to do takes its time for. */
const TURN_PATIENCE_MS = 45_000

const historyWorker = new URL('../../electron/historyWorker.ts', import.meta.url)

export class ClaudeServer {
  readonly root: string
  readonly model: FakeModel
  readonly #token = randomUUID()
  readonly #secret = randomBytes(32)
  #server: SkeinServer | null = null
  #clients: SocketClient[] = []
  #projectId = ''
  /** Set before it is started again: all transcripts are looked at, by the worker of history. */
  looksForSessions = false

  private constructor(root: string, model: FakeModel) {
    this.root = root
    this.model = model
  }

  static async start(): Promise<ClaudeServer> {
    const root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'skein-claude-')))
    for (const folder of ['home', 'project', 'data', 'tmp']) await mkdir(path.join(root, folder))
    const server = new ClaudeServer(root, await startFakeModel())
    await server.listen()
    const project = Project.parse(await server.ask('POST', '/api/projects', { path: server.project }))
    server.#projectId = project.id
    return server
  }

  get project(): string {
    return path.join(this.root, 'project')
  }

  get data(): string {
    return path.join(this.root, 'data')
  }

  get claudeHome(): string {
    return path.join(this.root, 'home', '.claude')
  }

  async listen(): Promise<void> {
    const env = {
      PATH: process.env['PATH'],
      HOME: path.join(this.root, 'home'),
      CLAUDE_CODE_TMPDIR: path.join(this.root, 'tmp'),
      ...fakeModelEnvironment(this.model),
      CLAUDE_CODE_MAX_RETRIES: '1'
    }
    const agent = createClaudeAgent({
      env,
      dataDir: this.data,
      log: silentLog,
      clock: systemClock,
      loginShell: async () => ({})
    })
    this.#server = await createServer({
      port: 0,
      token: this.#token,
      pageKeySecret: this.#secret,
      dataDir: this.data,
      agents: [agent],
      defaultAgent: 'claude',
      log: silentLog,
      clock: systemClock,
      pageDir: path.join(this.root, 'page'),
      version: '0.0.0-test',
      ...(this.looksForSessions && { historyWorker }),
      startProgram: () => Promise.reject(new Error('no program is started here'))
    })
  }

  /** `forget`: what is done to the data folder while the server is down. */
  async restart(forget: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    for (const client of this.#clients) client.drop()
    this.#clients = []
    await this.#server?.close()
    await forget()
    await this.listen()
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.drop()
    await this.#server?.close()
    await this.model.close()
    await rm(this.root, { recursive: true, force: true, maxRetries: 5 })
  }

  /** Lets the folder's own settings (hooks) be loaded. */
  async trust(): Promise<void> {
    await this.ask('PATCH', `/api/projects/${this.#projectId}`, { trusted: true })
  }

  /** Hooks of the project: each a shell script, by event and matcher. */
  async writeHooks(hooks: Readonly<Record<string, string>>): Promise<void> {
    const folder = path.join(this.project, '.claude')
    await mkdir(folder, { recursive: true })
    const settings: Record<string, object[]> = {}
    for (const [name, script] of Object.entries(hooks)) {
      const [event = '', matcher] = name.split(':')
      const file = path.join(folder, `${event}.sh`)
      await writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
      const entry = {
        ...(matcher === undefined ? null : { matcher }),
        hooks: [{ type: 'command', command: file }]
      }
      settings[event] = [entry]
    }
    await writeFile(path.join(folder, 'settings.json'), JSON.stringify({ hooks: settings }))
  }

  async ask(method: string, route: string, body?: unknown): Promise<unknown> {
    const response = await fetch(new URL(route, this.#server?.url), {
      method,
      headers: { Authorization: `Bearer ${this.#token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? null : { body: JSON.stringify(body) })
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }

  get sessionsPath(): string {
    return `/api/projects/${this.#projectId}/sessions`
  }

  async open(sessionId: string = randomUUID()): Promise<ClaudeWindow> {
    const session = SessionSummary.parse(
      await this.ask('POST', this.sessionsPath, { sessionId, agent: 'claude' })
    )
    return this.window(session.id)
  }

  /** Opens the project anew, where the database has forgotten it. */
  async reopened(sessionId: string): Promise<ClaudeWindow> {
    const project = Project.parse(await this.ask('POST', '/api/projects', { path: this.project }))
    this.#projectId = project.id
    await until('the session is in the list', async () => {
      const list = SessionList.parse(await this.ask('GET', this.sessionsPath))
      return list.sessions.some(({ id }) => id === sessionId)
    })
    return this.window(sessionId)
  }

  async window(sessionId: string): Promise<ClaudeWindow> {
    const client = new SocketClient(this.#server?.url ?? '', '/ws/session', {}, TURN_PATIENCE_MS)
    this.#clients.push(client)
    await client.enter(this.#token, sessionId)
    return new ClaudeWindow(this, client, sessionId)
  }
}

/** One session as a window has it. */
export class ClaudeWindow {
  readonly id: string
  readonly #server: ClaudeServer
  readonly #client: SocketClient

  constructor(server: ClaudeServer, client: SocketClient, id: string) {
    this.#server = server
    this.#client = client
    this.id = id
  }

  /** Sends a message; resolves with its id when its turn has ended. */
  async turn(text: string): Promise<string> {
    const id = randomUUID()
    const ended = this.#client.events.filter(({ type }) => type === 'message_complete').length
    await this.#client.say(text, id)
    await this.#client.next(
      (frame) => frame.type === 'event' && frame.event.type === 'message_complete',
      ended
    )
    return id
  }

  get path(): string {
    return `${this.#server.sessionsPath}/${this.id}`
  }

  /** All messages, page by page; small pages show what pages do. */
  async messages(limit = 3): Promise<SessionMessage[]> {
    let messages: SessionMessage[] = []
    let before: string | null | undefined
    while (before !== null) {
      const query: string = before === undefined ? '' : `&before=${encodeURIComponent(before)}`
      const page = MessagePage.parse(
        await this.#server.ask('GET', `${this.path}/messages?limit=${limit}${query}`)
      )
      messages = [...page.messages, ...messages]
      before = page.before
    }
    return messages
  }

  /** As a window has them that was open all the time: its own events on what it was given. */
  liveMessages(): readonly SessionMessage[] {
    let state: SessionState | null = null
    for (const frame of this.#client.frames) {
      if (frame.type === 'snapshot') state = restingState(frame.session, frame)
      else if (frame.type === 'event' && state !== null) state = evolve(state, frame.event)
    }
    return state === null ? [] : messagesOf(state)
  }

  say(text: string, id: string): Promise<Ack> {
    return this.#client.say(text, id)
  }

  async summary(): Promise<SessionSummary> {
    return SessionSummary.parse(await this.#server.ask('GET', this.path))
  }
}

/** What a person reads of messages, one line each. */
export function told(messages: readonly SessionMessage[]): string[] {
  return messages.map(({ role, notice, content }) => {
    const text = content
      .map((block) => {
        if (block.type === 'text') return block.text
        return block.type === 'tool_use' ? `uses ${block.name}` : `(${block.type})`
      })
      .join(' | ')
    return `${notice ?? role}: ${text}`
  })
}
