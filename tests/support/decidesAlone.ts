/**
 * For tests that drive an agent without a host: decides about its tools as the host does, from the session's mode and
 * the trust in its folder alone. Nothing was remembered.
 */
import { realpathSync } from 'node:fs'
import path from 'node:path'
import { subjectOf } from '../../electron/agent/permissionRule.ts'
import type { AgentOutput, AgentRun } from '../../electron/agent/port.ts'
import { decide } from '../../electron/session/decide/decide.ts'
import { restingState } from '../../shared/evolve.ts'
import { sampleSession } from './sampleSession.ts'
import type { PermissionMode, PermissionRequest } from '../../shared/session.ts'

export interface DecidesAloneOptions {
  /** `Agent.loadsFolder`. */
  readonly loadsFolder: boolean
  readonly cwd: string
  readonly trusted: boolean
  readonly permissionMode: PermissionMode
}

/** What is told of what was decided. */
type DrivenRun = Pick<AgentRun, 'answer' | 'judge' | 'setPermissionMode'>

export class DecidesAlone {
  readonly #options: DecidesAloneOptions
  #mode: PermissionMode
  #run: DrivenRun | null = null

  constructor(options: DecidesAloneOptions) {
    this.#options = options
    this.#mode = options.permissionMode
  }

  /** The run that is answered. What its mode is set to holds here, too. */
  watch<Run extends DrivenRun>(run: Run): Run {
    const setMode = run.setPermissionMode.bind(run)
    run.setPermissionMode = (mode) => {
      this.#mode = mode
      setMode(mode)
    }
    this.#run = run
    return run
  }

  /** Whether anybody is to hear of it: false when it is answered already. */
  take(output: AgentOutput): boolean {
    switch (output.type) {
      case 'permission_mode_changed':
        this.#mode = output.permissionMode
        return true
      case 'tool_announced':
        return this.#decide(output, null)
      case 'permission_requested':
        return this.#decide(output, realPathOf(output.request))
      default:
        return true
    }
  }

  #decide(output: Exclude<AgentOutput, { type: 'turn_ended' }>, realPath: string | null): boolean {
    const { loadsFolder, cwd, trusted } = this.#options
    const isTrusted = !loadsFolder || trusted
    const resting = restingState(sampleSession)
    const decision = decide(
      { ...resting, session: { ...resting.session, state: 'running', permissionMode: this.#mode } },
      {
        from: 'agent',
        output,
        at: resting.session.updatedAt,
        facts: { saved: [], realPath, folder: cwd, isTrusted }
      }
    )
    if (!decision.ok) throw new Error(decision.error.message)
    for (const effect of decision.effects) {
      if (effect.type === 'judge_tool') this.#run?.judge?.(effect.useId, effect.verdict)
      if (effect.type === 'answer_permission') this.#run?.answer(effect.requestId, effect.answer)
    }
    return decision.events.length > 0
  }
}

function realPathOf(request: PermissionRequest): string | null {
  const subject = subjectOf(request)
  return subject.kind === 'file' ? realNow(subject.path) : null
}

/** Of what does not exist yet, that of the folder that does. */
function realNow(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return path.join(realNow(path.dirname(file)), path.basename(file))
  }
}
