/**
 * What was chosen for one session (mode, model, effort, keys), and how far the process that runs was told: one that could not
 * be told, or would not be switched, needs to be another one. Owned by `ClaudeRun`.
 */
import type { PermissionMode } from '../../../shared/session.ts'
import type { AgentTask } from '../port.ts'
import { claudeEffort, claudeMode, unknownChoice } from './claudeOptions.ts'
import type { ClaudeProcess } from './claudeProcess.ts'
import type { ProcessState } from './news.ts'
import { StartRefused } from './startClaude.ts'
import type { ClaudeParts, StartOptions } from './startClaude.ts'

export class ProcessChoices {
  /** Null: as the program chooses. */
  model: string | null
  #mode: PermissionMode
  #effort: string | null
  /** The process that runs would not be switched to the mode that was chosen: one that starts in it says whether it can. */
  #hasRefusedMode = false
  /** What the process that runs was told last. */
  #effortOfProcess: string | null = null

  /** The keys the process was given: one that was changed since needs a new process. */
  #keysOfProcess = ''

  constructor({ permissionMode, model, effort }: Pick<AgentTask, 'permissionMode' | 'model' | 'effort'>) {
    this.#mode = permissionMode
    this.model = model
    this.#effort = effort ?? null
  }

  /** False when it is chosen already. */
  chooseMode(mode: PermissionMode): boolean {
    if (mode === this.#mode) return false
    this.#mode = mode
    return true
  }

  /** False when it is chosen already. */
  chooseEffort(effort: string | null): boolean {
    if (effort === this.#effort) return false
    this.#effort = effort
    return true
  }

  /** A process that was not started for the mode refuses; the next prompt starts one that was. */
  async tellMode(claude: ClaudeProcess, state: ProcessState, mode: PermissionMode): Promise<void> {
    const known = claudeMode(mode)
    if (known === undefined || !canUseMode(claude, mode)) return
    state.startedMode = null
    state.expectedModes.push(mode)
    const isSet = await claude.setPermissionMode(known)
    if (isSet) return
    state.expectedModes = state.expectedModes.filter((expected) => expected !== mode)
    this.#hasRefusedMode = true
  }

  async tellEffort(claude: ClaudeProcess | null, effort: string | null): Promise<void> {
    const known = effort === null ? null : claudeEffort(effort)
    if (known === undefined || !(await claude?.setEffort(known))) return
    this.#effortOfProcess = effort
  }

  /**
   * Whether other keys are kept than the last process was given; the next one is given these. Those that cannot be read
   * are told by whoever starts a process with them.
   */
  async takeKeys(secrets: ClaudeParts['secrets']): Promise<boolean> {
    const before = this.#keysOfProcess
    try {
      this.#keysOfProcess = JSON.stringify(await secrets())
    } catch {
      return false
    }
    return this.#keysOfProcess !== before
  }

  /** Whether the process works as was chosen, as far as it has to be told. */
  areOf(claude: ClaudeProcess): boolean {
    return canUseMode(claude, this.#mode) && !this.#hasRefusedMode && this.#effort === this.#effortOfProcess
  }

  /** For a process that starts now. Throws `StartRefused` for a choice of another version: none is made in its place. */
  forStart(): Pick<StartOptions, 'permissionMode' | 'effort'> {
    const permissionMode = claudeMode(this.#mode)
    if (permissionMode === undefined) throw new StartRefused(unknownChoice('mode', this.#mode))
    const effort = this.#effort === null ? null : claudeEffort(this.#effort)
    if (effort === undefined) throw new StartRefused(unknownChoice('effort', this.#effort ?? ''))
    this.#effortOfProcess = effort
    this.#hasRefusedMode = false
    return { permissionMode, effort }
  }
}

function canUseMode(claude: ClaudeProcess, mode: PermissionMode): boolean {
  return mode !== 'bypassPermissions' || claude.canBypassPermissions
}
