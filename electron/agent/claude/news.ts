/** What a process tells about itself beside its turns, and what of it others must know. */
import type { PermissionMode } from '../../../shared/session.ts'
import { unreachable } from '../../../shared/errors.ts'
import { titleFrom } from './transcript/prompt.ts'
import type { AgentOutput } from '../port.ts'
import { modeNotTaken } from './claudeOptions.ts'
import { retryReason, writesLost } from './failures.ts'
import type { SystemFrame } from './frames.ts'

/** What is known of the process that runs now; a new one for each process. */
export interface ProcessState {
  /** What the CLI said it uses, to notice when `/model` changed it. */
  model: string | null
  /** It tells what becomes of a prompt (`command_lifecycle`); older ones do not. */
  tellsLifecycle: boolean
  /** Shells and agents that run on after the turn. */
  backgroundTasks: number
  /** Modes we set and were not told of yet: the CLI reports them as it reports its own. */
  expectedModes: PermissionMode[]
  /** The mode it was started in, until it says that it works in it; then null. */
  startedMode: PermissionMode | null
}

export function newProcessState(startedMode: PermissionMode | null = null): ProcessState {
  return { startedMode, model: null, tellsLifecycle: false, backgroundTasks: 0, expectedModes: [] }
}

/** Takes the frame into `state` and gives what became true for others. */
export function readNews(state: ProcessState, frame: SystemFrame): AgentOutput[] {
  switch (frame.subtype) {
    case 'init': {
      const { model } = frame
      const changed = startedAs(state, frame.permissionMode)
      if (model === undefined) return changed
      const isChanged = state.model !== null && state.model !== model
      state.model = model
      return isChanged ? [...changed, { type: 'model_changed', model }] : changed
    }
    case 'status': {
      const { permissionMode } = frame
      if (permissionMode === undefined || permissionMode === '') return []
      const expectedAt = state.expectedModes.indexOf(permissionMode)
      if (expectedAt === -1) return [{ type: 'permission_mode_changed', permissionMode }]
      state.expectedModes.splice(0, expectedAt + 1)
      return []
    }
    case 'api_retry': {
      const attempt = Math.max(1, Math.trunc(frame.attempt))
      const retry = {
        attempt,
        limit: Math.max(attempt, Math.trunc(frame.max_retries)),
        delayMs: Math.max(0, frame.retry_delay_ms),
        error: retryReason(frame.error ?? 'unknown', frame.error_status ?? null)
      }
      return [{ type: 'retrying', retry }]
    }
    case 'background_tasks_changed':
      state.backgroundTasks = frame.tasks.length
      return []
    case 'session_title_changed':
      return titleNews(frame.title ?? '')
    case 'session_writes_lost':
      return [{ type: 'problem', error: writesLost(frame) }]
    case 'compact_boundary':
    case 'informational':
    case 'hook_response':
    case 'notification':
    case 'permission_denied':
    case 'model_refusal_fallback':
    case 'model_refusal_no_fallback':
    case 'model_fallback':
    case 'local_command_output':
    case 'plugin_install':
    case 'mirror_error':
    case 'task_notification':
      return []
    default:
      return unreachable(frame)
  }
}

/** Where a mode is not to be had, Claude Code begins in another one and only says so; once it was told another, it answers that. */
function startedAs(state: ProcessState, mode: PermissionMode | undefined): AgentOutput[] {
  const { startedMode, expectedModes } = state
  state.startedMode = null
  if (mode === undefined || startedMode === null || mode === startedMode || expectedModes.length > 0)
    return []
  return [
    { type: 'permission_mode_changed', permissionMode: mode },
    { type: 'problem', error: modeNotTaken(startedMode, mode) }
  ]
}

/** As the transcript's reader takes titles: what names nothing is none. */
function titleNews(text: string): AgentOutput[] {
  const title = titleFrom(text)
  return title === null ? [] : [{ type: 'title_changed', title }]
}
