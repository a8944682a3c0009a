/**
 * Every kind of frame Claude Code is known to send, and what becomes of it: `frameKinds.test.ts` compares the list
 * with the typings of the Agent SDK, so that a new version with a new kind is looked at and not overheard. Used by
 * `ClaudeRun` to notice what no list knows.
 */
import { z } from 'zod'

export type FrameFate =
  /** It is, or becomes, part of a message of the transcript. */
  | 'message'
  /** A notice for the person, in the transcript of the session. */
  | 'notice'
  /** It changes what is known of the turn, the session or the process. */
  | 'state'
  /** Told as a problem beside the turn. */
  | 'problem'
  /** Nothing is done with it; why. */
  | { readonly unused: string }

const progress: FrameFate = {
  unused: 'it says how far something is, and what comes of it is told by other frames'
}
const notAsked: FrameFate = { unused: 'it is only sent to those who ask for it, and we do not' }

/** By `type`, or `type/subtype` where there are several. */
export const frameKinds: Readonly<Record<string, FrameFate>> = {
  assistant: 'message',
  user: 'message',
  stream_event: 'message',
  'result/success': 'state',
  'result/error_during_execution': 'state',
  'result/error_max_turns': 'state',
  'result/error_max_budget_usd': 'state',
  'result/error_max_structured_output_retries': 'state',
  command_lifecycle: 'state',
  conversation_reset: 'state',
  rate_limit_event: 'notice',
  auth_status: 'notice',
  'system/init': 'state',
  'system/status': 'state',
  'system/api_retry': 'state',
  'system/compact_boundary': 'message',
  'system/background_tasks_changed': 'state',
  'system/session_title_changed': 'state',
  'system/hook_response': 'state',
  'system/informational': 'notice',
  'system/notification': 'notice',
  'system/permission_denied': 'notice',
  'system/model_refusal_fallback': 'notice',
  'system/model_refusal_no_fallback': 'notice',
  // In no typings yet.
  'system/model_fallback': 'notice',
  'system/local_command_output': 'notice',
  'system/plugin_install': 'notice',
  'system/session_writes_lost': 'problem',
  'system/mirror_error': {
    unused: 'it is about a copy of the transcript in a store of the host, and we have none'
  },
  'system/hook_started': progress,
  'system/hook_progress': progress,
  'system/control_request_progress': progress,
  'system/task_started': progress,
  'system/task_progress': progress,
  'system/task_updated': progress,
  'system/task_notification': 'notice',
  'system/thinking_tokens': progress,
  'system/session_state_changed': {
    unused: 'the result says when a turn is over, and the prompt when one begins'
  },
  'system/worker_shutting_down': { unused: 'the process ends, which is seen for itself' },
  'system/commands_changed': { unused: 'commands are asked for when somebody types a slash' },
  'system/files_persisted': notAsked,
  'system/memory_recall': { unused: 'it is for the model; the person can read the files it names' },
  'system/elicitation_complete': notAsked,
  tool_progress: progress,
  tool_use_summary: notAsked,
  prompt_suggestion: notAsked,
  keep_alive: { unused: 'it says nothing' }
}

const Kind = z.object({ type: z.string(), subtype: z.string().optional() })

/** The key of a frame in `frameKinds`; null for what is no frame. */
export function kindOf(raw: unknown): string | null {
  const kind = Kind.safeParse(raw).data
  if (kind === undefined) return null
  const full = `${kind.type}/${kind.subtype ?? ''}`
  return kind.type in frameKinds && !(full in frameKinds) ? kind.type : full
}
