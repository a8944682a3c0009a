/**
 * One shell command of the guide, from its start until nothing of it is left. It leads a process
 * group of its own, so that ending it ends whatever it started. Called by `runCommand.ts`.
 */
import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { Clock, ClockTimer } from '../../clock.ts'
import { windowsProgram } from '../../machine/systemProgram.ts'
import type { KeptFor } from '../processLedger.ts'
import { PROCESS_MARK } from '../processTable.ts'
import { signalGroup } from '../processTree.ts'

/** How long a command that is being ended may tidy up. */
const graceMs = 1_000
/** How long its output may trail behind its exit: something it started may hold the pipes open. */
const trailMs = 250

type CommandProcess = ChildProcessByStdio<null, Readable, Readable>

export interface CommandOptions {
  readonly command: string
  readonly cwd: string
  readonly clock: Clock
  /** Aborting ends the command; what it had written is kept. */
  readonly signal: AbortSignal
  readonly timeLimitMs: number
  /** Bytes kept of its output, standard output and error together; the rest is counted. */
  readonly outputLimit: number
  /** Called with everything it writes, as it comes. Must not throw. */
  readonly onText?: (text: string) => void
  /** Where it is written down while it runs, for the server after one that was killed. Absent: nowhere. */
  readonly keptFor?: KeptFor
}

type CommandEnd =
  | { readonly type: 'exited'; readonly code: number }
  /** By a signal that did not come from us. */
  | { readonly type: 'killed'; readonly signal: string }
  | { readonly type: 'stopped' }
  | { readonly type: 'timed_out' }
  | { readonly type: 'not_started'; readonly reason: string }

export interface CommandResult {
  readonly end: CommandEnd
  /** Both streams in the order they came. */
  readonly output: string
  /** All it wrote, kept or not. */
  readonly outputBytes: number
}

/** Never rejects. When it resolves, the command's process group is gone. */
export async function processCommand(options: CommandOptions): Promise<CommandResult> {
  const { clock, signal, timeLimitMs } = options
  const output = new KeptOutput(options.outputLimit)
  const result = (end: CommandEnd): CommandResult => ({
    end,
    output: output.text(),
    outputBytes: output.bytes
  })
  const kept = options.keptFor ? await announced(options.keptFor) : null
  const child = signal.aborted ? null : start(options, kept?.mark)
  if (child === null || child instanceof Error) {
    kept?.ended()
    return result(child === null ? { type: 'stopped' } : { type: 'not_started', reason: child.message })
  }
  kept?.started(child.pid)
  output.follow(child, options.onText)

  const timers: ClockTimer[] = []
  let ending: 'stopped' | 'timed_out' | null = null
  const end = (why: 'stopped' | 'timed_out'): void => {
    if (ending !== null) return
    ending = why
    endGroup(child, 'SIGTERM')
    timers.push(clock.setTimeout(() => endGroup(child, 'SIGKILL'), graceMs))
  }
  const onAbort = (): void => end('stopped')
  signal.addEventListener('abort', onAbort, { once: true })
  timers.push(clock.setTimeout(() => end('timed_out'), timeLimitMs))
  try {
    const exit = await exitOf(child)
    if (exit.type === 'not_started') return result(exit)
    endGroup(child, 'SIGKILL') // what it left running in its group
    await trailOf(child, clock)
    return result(ending === null ? exit : { type: ending })
  } finally {
    signal.removeEventListener('abort', onAbort)
    for (const timer of timers) timer.cancel()
    kept?.ended()
  }
}

interface Kept {
  readonly mark: string
  started(pid: number | undefined): void
  ended(): void
}

/** The ledger never rejects, and nobody waits for it: a command is over when it is over. */
async function announced({ ledger, sessionId }: KeptFor): Promise<Kept> {
  const mark = ledger.newMark()
  let added: Promise<unknown> = ledger.announce({ mark, sessionId })
  await added
  return {
    mark,
    started: (pid) => {
      if (pid !== undefined) added = ledger.add({ pid, mark, sessionId })
    },
    ended: () => void added.then(() => ledger.remove(mark))
  }
}

/** An error, not thrown, when it cannot even be tried (a NUL in the command, no file descriptors). */
function start({ command, cwd }: CommandOptions, mark: string | undefined): CommandProcess | Error {
  try {
    return spawn(command, {
      cwd,
      shell: process.platform === 'win32' ? windowsProgram('cmd.exe') : '/bin/sh',
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...commandEnvironment(process.env), ...(mark === undefined ? null : { [PROCESS_MARK]: mark }) }
    })
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

class KeptOutput {
  readonly #limit: number
  readonly #parts: string[] = []
  #kept = 0
  bytes = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Each stream decodes on its own: a character may come in two pieces. */
  follow(child: CommandProcess, onText: (text: string) => void = () => undefined): void {
    for (const stream of [child.stdout, child.stderr]) {
      const decoder = new StringDecoder('utf8')
      const liveDecoder = new StringDecoder('utf8')
      stream.on('data', (chunk: Buffer) => {
        onText(liveDecoder.write(chunk))
        this.bytes += chunk.length
        const kept = chunk.subarray(0, this.#limit - this.#kept)
        this.#kept += kept.length
        this.#parts.push(decoder.write(kept))
      })
    }
  }

  text(): string {
    return this.#parts.join('')
  }
}

type Exit = Exclude<CommandEnd, { type: 'stopped' | 'timed_out' }>

function exitOf(child: CommandProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ type: 'not_started', reason: error.message }))
    child.once('exit', (code, signal) => {
      resolve(code === null ? { type: 'killed', signal: signal ?? 'unknown' } : { type: 'exited', code })
    })
  })
}

/** Resolves when the streams have ended, or when they have had time to. */
function trailOf(child: CommandProcess, clock: Clock): Promise<void> {
  const streams = [child.stdout, child.stderr]
  if (streams.every((stream) => stream.closed)) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = clock.setTimeout(() => {
      for (const stream of streams) stream.destroy()
      resolve()
    }, trailMs)
    child.once('close', () => {
      timer.cancel()
      resolve()
    })
  })
}

function endGroup(child: CommandProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return
  if (process.platform === 'win32') {
    endWindowsTree(child.pid)
    return
  }
  signalGroup(child.pid, signal)
}

/** Windows knows no groups; `taskkill` follows who started whom. That it finds nothing is fine. */
function endWindowsTree(pid: number): void {
  const killer = spawn(windowsProgram('taskkill.exe'), ['/PID', String(pid), '/T', '/F'], {
    stdio: 'ignore',
    windowsHide: true
  })
  killer.once('error', () => undefined)
}

/** Without what is about how Skein itself was started. */
export function commandEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(own).filter(([name]) => !/^(?:SKEIN_|ELECTRON_|NODE_OPTIONS$|NODE_CHANNEL_)/.test(name))
  )
}
