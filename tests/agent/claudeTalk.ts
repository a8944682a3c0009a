/**
 * The real Claude Code against the fake model by the Agent SDK alone, to ask it what our own adapter has no
 * use for: its context report, and what it reckons a session has cost. Used by `usage.test.ts`.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { query } from '@anthropic-ai/claude-agent-sdk'
import type { Query, SDKMessage, SDKResultMessage, SDKUserMessage } from '@anthropic-ai/claude-agent-sdk'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { startFakeModel } from '../fakeModel/fakeModel.ts'
import type { FakeModel } from '../fakeModel/fakeModel.ts'
import { claudeBinary } from './claudeBinary.ts'

/** A home, a project and a model for some sessions. */
export class ClaudeTalk {
  readonly model: FakeModel
  readonly #root: string
  readonly #sessions: TalkSession[] = []

  private constructor(root: string, model: FakeModel) {
    this.#root = root
    this.model = model
  }

  static async begin(): Promise<ClaudeTalk> {
    const root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'skein-talk-')))
    for (const folder of ['home', 'project', 'tmp']) await mkdir(path.join(root, folder))
    return new ClaudeTalk(root, await startFakeModel())
  }

  open(options: { model: string; resume?: string }): TalkSession {
    const id = options.resume ?? randomUUID()
    const cwd = path.join(this.#root, 'project')
    const input = new Input()
    const talk = query({
      prompt: input,
      options: {
        cwd,
        model: options.model,
        ...(options.resume === undefined ? { sessionId: id } : { resume: id }),
        permissionMode: 'default',
        settingSources: [],
        pathToClaudeCodeExecutable: claudeBinary,
        canUseTool: (_name, asked) => Promise.resolve({ behavior: 'allow', updatedInput: asked }),
        env: {
          PATH: process.env['PATH'],
          HOME: path.join(this.#root, 'home'),
          CLAUDE_CODE_TMPDIR: path.join(this.#root, 'tmp'),
          ANTHROPIC_BASE_URL: this.model.url,
          ANTHROPIC_API_KEY: 'dummy',
          CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
          DISABLE_TELEMETRY: '1',
          DISABLE_AUTOUPDATER: '1'
        }
      }
    })
    const projects = path.join(this.#root, 'home', '.claude', 'projects')
    const session = new TalkSession(
      id,
      path.join(projects, encodeProjectFolder(cwd), `${id}.jsonl`),
      input,
      talk
    )
    this.#sessions.push(session)
    return session
  }

  async end(): Promise<void> {
    for (const session of this.#sessions) await session.end()
    await this.model.close()
    await rm(this.#root, { recursive: true, force: true, maxRetries: 5 })
  }
}

export class TalkSession {
  readonly id: string
  readonly transcript: string
  readonly #input: Input
  readonly #talk: Query
  readonly #frames: AsyncIterator<SDKMessage>

  constructor(id: string, transcript: string, input: Input, talk: Query) {
    this.id = id
    this.transcript = transcript
    this.#input = input
    this.#talk = talk
    this.#frames = talk[Symbol.asyncIterator]()
  }

  /** Resolves with the result of the turn. */
  async say(text: string): Promise<SDKResultMessage> {
    this.#input.push(text)
    for (let frame = await this.#frames.next(); frame.done !== true; frame = await this.#frames.next()) {
      if (frame.value.type === 'result') return frame.value
    }
    throw new Error('Claude Code ended before the turn did')
  }

  context(): ReturnType<Query['getContextUsage']> {
    return this.#talk.getContextUsage({ detail: 'summary' })
  }

  /** Ends the program as a person who quits does; it writes down what the session has cost. */
  async end(): Promise<void> {
    this.#input.end()
    for (let frame = await this.#frames.next(); frame.done !== true;) frame = await this.#frames.next()
  }
}

/** What is said, one after another, as the SDK wants it. */
class Input implements AsyncIterable<SDKUserMessage> {
  readonly #waiting: SDKUserMessage[] = []
  #wake: () => void = () => undefined
  #ended = false

  push(text: string): void {
    this.#waiting.push({ type: 'user', message: { role: 'user', content: text }, parent_tool_use_id: null })
    this.#wake()
  }

  end(): void {
    this.#ended = true
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<SDKUserMessage> {
    for (;;) {
      const next = this.#waiting.shift()
      if (next !== undefined) yield next
      else if (this.#ended) return
      else await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}
