/**
 * The real Claude Code as a person has it: interactive, in a terminal, against the fake model. `script` (of util-linux)
 * gives it the terminal; what is typed goes in, what it draws is kept.
 */
import { spawn } from 'node:child_process'
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { claudeBinary } from './claudeBinary.ts'
import { until } from './until.ts'
import { fakeModelEnvironment } from '../fakeModel/environment.ts'

/** Null when a terminal can be had, else why not. */
export const whyNoTerminal =
  process.platform === 'linux' && existsSync('/usr/bin/script') ? null : 'there is no `script` of util-linux'

export interface TerminalPlace {
  /** The home folder; Claude Code's own files lie in it. */
  readonly home: string
  readonly cwd: string
  readonly modelUrl: string
}

const KEY = 'sk-ant-dummy-000000000000000000000000'

export class ClaudeTerminal {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #gone: Promise<void>
  #drawn = ''

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child
    child.stdout.on('data', (chunk: Buffer) => (this.#drawn += chunk.toString('utf8')))
    this.#gone = new Promise((resolve) => child.once('exit', () => resolve()))
  }

  /** Starts it with these arguments; resolves when its process is there. */
  static async start(
    words: readonly string[],
    { home, cwd, modelUrl }: TerminalPlace
  ): Promise<ClaudeTerminal> {
    await writeFile(path.join(home, '.claude.json'), JSON.stringify(settingsOf(cwd)))
    const command = [claudeBinary, ...words].map((word) => `'${word}'`).join(' ')
    const child = spawn('/usr/bin/script', ['-qfec', `stty cols 120 rows 40; exec ${command}`, '/dev/null'], {
      cwd,
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        TERM: 'xterm-256color',
        SHELL: '/bin/sh',
        ...fakeModelEnvironment({ url: modelUrl }),
        ANTHROPIC_API_KEY: KEY
      },
      stdio: 'pipe'
    })
    return new ClaudeTerminal(child)
  }

  /** What it has drawn so far, without what moves and colours. */
  get drawn(): string {
    return stripVTControlCharacters(this.#drawn)
  }

  async shows(words: string): Promise<void> {
    const wanted = words.replaceAll(/\s+/g, '')
    await until(`the terminal shows “${words}”`, () => this.drawn.replaceAll(/\s+/g, '').includes(wanted))
  }

  type(keys: string): void {
    this.#child.stdin.write(keys)
  }

  /** Resolves when it has ended. */
  get gone(): Promise<void> {
    return this.#gone
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGHUP')
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 5_000)
    await this.#gone
    clearTimeout(late)
  }
}

/** As a person has them who has used it in this folder before. */
function settingsOf(cwd: string): object {
  return {
    hasCompletedOnboarding: true,
    lastOnboardingVersion: '2.1.330',
    theme: 'dark',
    customApiKeyResponses: { approved: [KEY.slice(-20)], rejected: [] },
    projects: {
      [cwd]: { hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true, allowedTools: [] }
    }
  }
}
