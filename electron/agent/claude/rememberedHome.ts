/**
 * Where Claude Code keeps its files, known at once. An app started from a desktop learns of a moved folder from the
 * login shell only, which may take seconds; a session that is opened first would stay empty for so long. So what the
 * shell told is remembered for the next start, and holds until the shell has told it anew. Every agent waits for the
 * shell before it starts, so nothing is ever written where only memory points.
 */
import { join } from 'node:path'
import { messageOf } from '../../../shared/errors.ts'
import type { Log } from '../../log.ts'
import { readOwn, writeOwn } from '../../machine/ownFiles.ts'
import { claudeHome } from './transcript/locate.ts'
import type { Environment } from '../processLoginShell.ts'

export interface RememberedHomeOptions {
  /** Of this process; what it says comes before the shell's. */
  readonly env: NodeJS.ProcessEnv
  readonly dataDir: string
  readonly log: Log
}

/** The variable by which the folder is moved. */
const variable = 'CLAUDE_CONFIG_DIR'

export class RememberedHome {
  readonly #options: RememberedHomeOptions
  readonly #file: string
  /** What the shell says of the folder, empty when it says nothing; null when that is not known. */
  #moved: string | null

  constructor(options: RememberedHomeOptions) {
    this.#options = options
    this.#file = join(options.dataDir, 'claude-home')
    this.#moved = readOrNull(this.#file)
  }

  /** Null while the shell has never been asked. */
  get path(): string | null {
    const { env } = this.#options
    if (env[variable]) return claudeHome(env)
    return this.#moved === null ? null : claudeHome({ ...env, [variable]: this.#moved })
  }

  /** Takes what the shell has told. A failure to remember it is logged and goes no further. */
  learn(shell: Environment): void {
    const moved = shell[variable] ?? ''
    if (moved === this.#moved) return
    this.#moved = moved
    try {
      writeOwn(this.#file, moved)
    } catch (error) {
      this.#options.log.warn({ error: messageOf(error) }, 'the folder of Claude Code could not be remembered')
    }
  }
}

function readOrNull(file: string): string | null {
  try {
    return readOwn(file)
  } catch {
    return null // unreadable, or not ours: the shell is asked
  }
}
