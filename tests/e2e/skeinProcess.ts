/**
 * The built app in browser mode, as a process of its own on a data folder of its own, for one test:
 * started, killed, started again on the same port, and asked over HTTP what it has stored.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import SQLite from 'better-sqlite3'
import { z } from 'zod'
import { Project } from '../../shared/session.ts'

const Ready = z.object({ url: z.string(), token: z.string(), pid: z.number() })
const Count = z.object({ count: z.number() })

export interface StartOptions {
  /** For new sessions. */
  readonly agent?: string
  readonly env?: NodeJS.ProcessEnv
}

export class SkeinProcess {
  readonly folder: string
  readonly projectPath: string
  readonly #options: StartOptions
  #child: ChildProcess | null = null
  #ready: z.infer<typeof Ready> | null = null
  #log = ''

  private constructor(folder: string, options: StartOptions) {
    this.folder = folder
    this.projectPath = join(folder, 'project')
    this.#options = options
  }

  static async start(options: StartOptions = {}): Promise<SkeinProcess> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'skein-e2e-')))
    const skein = new SkeinProcess(folder, options)
    await mkdir(skein.projectPath)
    await skein.listen(0)
    return skein
  }

  get url(): string {
    return this.#running().url
  }

  get token(): string {
    return this.#running().token
  }

  get pid(): number {
    return this.#running().pid
  }

  /** What the server wrote to standard error so far. */
  get log(): string {
    return this.#log
  }

  /** The link a person opens. */
  link(path = '/'): string {
    return `${new URL(path, this.url).href}#token=${this.token}`
  }

  /** Kills the server without a warning. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Ends the server as its supervisor does; resolves with its exit code. */
  async terminate(): Promise<number | null> {
    return this.#end('SIGTERM')
  }

  /** Starts the server again on the same folder and port. */
  async startAgain(): Promise<void> {
    await this.listen(Number(new URL(this.url).port))
  }

  async listen(port: number): Promise<void> {
    const flags = [
      '--port',
      String(port),
      '--data',
      join(this.folder, 'data'),
      '--agent',
      this.#options.agent ?? 'guide'
    ]
    const child = spawn(process.execPath, [resolve('out/main/headless.js'), ...flags], {
      env: {
        PATH: process.env['PATH'],
        HOME: this.folder,
        USERPROFILE: this.folder,
        SystemRoot: process.env['SystemRoot'],
        ...this.#options.env
      },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    this.#child = child
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#log += text
    })
    for await (const line of createInterface({ input: child.stdout })) {
      this.#ready = Ready.parse(JSON.parse(line))
      return
    }
    throw new Error(`the server did not start:\n${this.#log}`)
  }

  /** Ends everything and removes the folder. */
  async remove(): Promise<void> {
    await this.#end('SIGKILL')
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }

  async api(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(new URL(`/api${path}`, this.url), {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? null : { body: JSON.stringify(body) })
    })
    const text = await response.text()
    const parsed: unknown = text === '' ? null : JSON.parse(text)
    return parsed
  }

  async openProject(path = this.projectPath): Promise<Project> {
    return Project.parse(await this.api('POST', '/projects', { path }))
  }

  /** Counts rows by SQL, past the server: what is stored, not what it says. */
  count(sql: string): number {
    const database = new SQLite(join(this.folder, 'data', 'skein.db'), { readonly: true })
    try {
      return Count.parse(database.prepare(sql).get()).count
    } finally {
      database.close()
    }
  }

  #running(): z.infer<typeof Ready> {
    if (!this.#ready) throw new Error('the server has not been started')
    return this.#ready
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
    return child.exitCode
  }
}
