/**
 * Ends Claude Code with us, also when we are killed: left alone it would take the end of its input for a refusal of
 * what it waits for, ask the model once more and write down an answer that nobody saw. A small shell outlives us by a
 * moment. It holds the other end of Claude Code's input, so that this does not end with us, and waits for a pipe that
 * does; then it ends the whole group. Used by `ClaudeProcess`. Not on Windows, which has no groups: there the next start
 * ends what was left.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { Writable } from 'node:stream'

/** `read` fails when the pipe ends without a line: nobody has said that all is well. */
const script = 'read -r line || kill -9 "-$1"'

export class Lifeline {
  readonly #watcher: ChildProcess | null

  /** `pid` leads a group of its own; `input` is what it reads. */
  constructor(pid: number, input: Writable) {
    this.#watcher = process.platform === 'win32' ? null : watch(pid, input)
  }

  /** From now on the group may outlive us, or end by the end of its input. Idempotent. */
  release(): void {
    this.#watcher?.stdin?.end('\n')
  }
}

/** Null when it cannot be started: then all is as without one. */
function watch(pid: number, input: Writable): ChildProcess | null {
  try {
    const watcher = spawn('/bin/sh', ['-c', script, 'sh', String(pid)], {
      cwd: '/',
      env: {},
      // In a group of its own: what ends ours, or Claude Code's, does not end it.
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore', input]
    })
    for (const part of [watcher, watcher.stdin]) part?.on('error', () => undefined) // As without one.
    watcher.unref()
    return watcher
  } catch {
    return null
  }
}
