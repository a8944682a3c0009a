/** A server of its own process under a rig (`rig.ts`): started in two steps, told what its disk does, killed. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { Done } from './orders.ts'
import type { Death, Order } from './orders.ts'
import type { SabotageName } from './sabotages.ts'

const Ready = z.object({ url: z.string(), token: z.string(), pid: z.number() })
export type Ready = z.infer<typeof Ready>

const root = join(import.meta.dirname, '..', '..', '..')
const rig = pathToFileURL(join(import.meta.dirname, 'rig.ts')).href
/** What the first server compiled, the others need not: half of what it costs to stand ready. Node looks what is stale. */
const compiled = join(root, 'node_modules', '.cache', 'faults')

export interface ServerPlace {
  readonly home: string
  readonly dataDir: string
  /** Where the flushed state of the data folder is kept. */
  readonly image: string | null
  /** In the environment of the server and of everything it starts. */
  readonly mark: string
  readonly agent: string
  readonly sabotage: SabotageName | null
  readonly env?: NodeJS.ProcessEnv
}

export class ServerProcess {
  readonly #child: ChildProcess
  readonly #exit: Promise<number | string | null>
  #log = ''
  #orders = 0

  private constructor(child: ChildProcess) {
    this.#child = child
    child.on('error', () => undefined) // Orders to one that has died: its end is what is looked at.
    this.#exit = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve(signal ?? code))
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#log = (this.#log + text).slice(-4000)
    })
  }

  /** Loads a server that waits for `go`. */
  static prepare({ home, dataDir, image, mark, agent, sabotage, env }: ServerPlace): ServerProcess {
    const script = join(root, 'electron', 'headless.ts')
    const flags = ['--port', '0', '--data', dataDir, '--agent', agent]
    const child = spawn(process.execPath, ['--import', rig, script, ...flags], {
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        FAULTS_MARK: mark,
        FAULTS_FOLDER: dataDir,
        ...(image === null ? null : { FAULTS_IMAGE: image }),
        ...(sabotage === null ? null : { FAULTS_SABOTAGE: sabotage }),
        NODE_NO_WARNINGS: '1',
        NODE_COMPILE_CACHE: compiled,
        ...env
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc']
    })
    return new ServerProcess(child)
  }

  get pid(): number {
    return this.#child.pid ?? -1
  }

  get log(): string {
    return this.#log
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** Its exit code, or the signal that ended it. */
  get ended(): Promise<number | string | null> {
    return this.#exit
  }

  /** Starts it; null when it ended before it was ready. */
  async go(death: Death | null = null): Promise<Ready | null> {
    const { stdout } = this.#child
    if (stdout === null) throw new Error('a server without standard output')
    const line = once(createInterface({ input: stdout }), 'line').then(([text]: unknown[]) => String(text))
    void this.tell({ type: 'go', death })
    const first = await Promise.race([line, this.#exit.then(() => null)])
    return first === null ? null : Ready.parse(JSON.parse(first))
  }

  /** Resolves when the order is carried out, or the server has ended. */
  async tell(order: Order): Promise<void> {
    if (this.hasEnded) return
    if (!this.#child.connected) {
      await this.#exit
      return
    }
    this.#orders += 1
    const number = this.#orders
    const done = new Promise<void>((resolve) => {
      const listen = (message: unknown): void => {
        if (Done.parse(message).done !== number) return
        this.#child.off('message', listen)
        resolve()
      }
      this.#child.on('message', listen)
    })
    this.#child.send({ number, order }, () => undefined)
    await Promise.race([done, this.#exit])
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string | null> {
    if (!this.hasEnded) this.#child.kill(signal)
    return this.#exit
  }
}
