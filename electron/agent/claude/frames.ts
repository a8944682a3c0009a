/**
 * What Claude Code says on its standard output, as far as we read it. The format has no public
 * promise: fields we do not need are not named, and a frame we do not know or cannot read is
 * `null`, never an error. Shapes are from recorded runs (`tests/agent/frames/`), CLI 2.1.330.
 */
import { z } from 'zod'

const thread = { parent_tool_use_id: z.string().nullish() }
const answers = { user_message_uuids: z.array(z.string()).optional() }

const Delta = z.union([
  z.object({ type: z.literal('text_delta'), text: z.string() }),
  z.object({ type: z.literal('thinking_delta'), thinking: z.string() }),
  /** What was said before, summed up: the whole of it at once (`BetaCompactionContentBlockDelta` of the SDK). */
  z.object({
    type: z.literal('compaction_delta'),
    content: z.string().nullish(),
    encrypted_content: z.string().nullish()
  }),
  z.object({ type: z.string() })
])

const StreamEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('content_block_delta'), index: z.number(), delta: Delta }),
  z.object({
    type: z.literal('message_start'),
    message: z.object({ id: z.string().min(1).max(200), model: z.string().optional() })
  }),
  z.object({ type: z.literal('content_block_start'), index: z.number(), content_block: z.unknown() }),
  z.object({ type: z.literal('content_block_stop'), index: z.number() }),
  z.object({ type: z.literal('message_stop') })
])
export type StreamEvent = z.infer<typeof StreamEvent>

const StreamFrame = z.object({
  type: z.literal('stream_event'),
  event: StreamEvent,
  /** Of the end of a message: it is over, and the CLI drops what was said in it. */
  abandoned_blocks: z.unknown().optional(),
  ...thread,
  ...answers
})

/** One finished block of an answer, or a text the CLI says in the model's place. */
const AssistantFrame = z.object({
  type: z.literal('assistant'),
  uuid: z.string().optional(),
  timestamp: z.string().optional(),
  error: z.string().optional(),
  is_api_error_message: z.boolean().optional(),
  /** The output of a local command (`/cost`) as the transcript will hold it. */
  local_command_source: z.string().optional(),
  /** Frames whose messages this one takes the place of: the CLI has dropped them. */
  supersedes: z.array(z.string()).optional(),
  message: z.looseObject({ content: z.unknown() }),
  ...thread,
  ...answers
})

const UserFrame = z.object({
  type: z.literal('user'),
  uuid: z.string().optional(),
  timestamp: z.string().optional(),
  /** Written by the CLI for the model, or the summary of a compaction. */
  isSynthetic: z.boolean().optional(),
  /** Who sent it, when it was not the person. */
  origin: z.looseObject({}).optional(),
  /** A record of something that happened beside the turn, such as a changed model. */
  isReplay: z.boolean().optional(),
  /** Frames of an answer that is asked for again: the CLI has dropped it. */
  retracted_message_uuids: z.array(z.string()).optional(),
  message: z.looseObject({ content: z.unknown() }),
  ...thread
})

const ResultFrame = z.object({
  type: z.literal('result'),
  session_id: z.string().optional(),
  subtype: z.string(),
  /** The only field that says whether it went wrong: `subtype` is "success" after a 401. */
  is_error: z.boolean(),
  terminal_reason: z.string().nullish(),
  result: z.string().optional(),
  errors: z.array(z.string()).optional(),
  ...answers
})
export type ResultFrame = z.infer<typeof ResultFrame>

const SystemFrame = z.discriminatedUnion('subtype', [
  z.object({
    type: z.literal('system'),
    subtype: z.literal('init'),
    session_id: z.string().optional(),
    model: z.string().optional(),
    permissionMode: z.string().optional()
  }),
  z.object({
    type: z.literal('system'),
    subtype: z.literal('status'),
    permissionMode: z.string().optional()
  }),
  z.object({
    type: z.literal('system'),
    subtype: z.literal('api_retry'),
    attempt: z.number(),
    max_retries: z.number(),
    retry_delay_ms: z.number(),
    error_status: z.number().nullish(),
    error: z.string().optional()
  }),
  z.object({
    type: z.literal('system'),
    subtype: z.literal('compact_boundary'),
    uuid: z.string().optional(),
    timestamp: z.string().optional()
  }),
  z.object({
    type: z.literal('system'),
    subtype: z.literal('background_tasks_changed'),
    tasks: z.array(z.unknown())
  }),
  /** Something that was left running has ended. */
  z.object({
    type: z.literal('system'),
    subtype: z.literal('task_notification'),
    task_id: z.string().min(1),
    run_id: z.string().min(1).optional(),
    tool_use_id: z.string().optional(),
    summary: z.string().optional(),
    /** The summary is what a subagent reported, which its tool use shows. */
    summary_is_report: z.boolean().optional(),
    status: z.string().optional()
  }),
  z.object({
    type: z.literal('system'),
    subtype: z.literal('session_title_changed'),
    title: z.string().optional()
  }),
  z.object({
    type: z.literal('system'),
    subtype: z.literal('informational'),
    uuid: z.string().optional(),
    content: z.string()
  }),
  z.object({
    type: z.literal('system'),
    subtype: z.literal('hook_response'),
    hook_event: z.string(),
    hook_name: z.string().optional(),
    stdout: z.string().optional(),
    stderr: z.string().optional(),
    exit_code: z.number().optional(),
    outcome: z.string().optional()
  }),
  z.object({
    type: z.literal('system'),
    subtype: z.literal('notification'),
    uuid: z.string().optional(),
    key: z.string().optional(),
    text: z.string()
  }),
  z.object({
    type: z.literal('system'),
    subtype: z.literal('permission_denied'),
    uuid: z.string().optional(),
    tool_name: z.string(),
    decision_reason: z.string().nullish(),
    message: z.string().optional()
  }),
  /** Another model answers, or none does. Stands in the transcript, too. */
  z.object({
    type: z.literal('system'),
    subtype: z.enum(['model_refusal_fallback', 'model_refusal_no_fallback', 'model_fallback']),
    uuid: z.string().optional(),
    content: z.string().optional(),
    original_model: z.string().optional(),
    fallback_model: z.string().optional(),
    /** Frames of what was said and is taken back. */
    retracted_message_uuids: z.array(z.string()).optional(),
    /** Another such frame takes its place, if one comes. */
    provisional: z.unknown().optional()
  }),
  z.object({
    type: z.literal('system'),
    subtype: z.literal('session_writes_lost'),
    error_code: z.string().optional(),
    lost: z.array(z.string()).optional()
  }),
  z.object({
    type: z.literal('system'),
    subtype: z.literal('local_command_output'),
    uuid: z.string().optional(),
    content: z.string()
  }),
  z.object({
    type: z.literal('system'),
    subtype: z.literal('plugin_install'),
    uuid: z.string().optional(),
    status: z.string(),
    name: z.string().optional(),
    error: z.string().optional()
  }),
  z.object({
    type: z.literal('system'),
    subtype: z.literal('mirror_error'),
    error: z.string().optional()
  })
])

/** What became of a prompt we sent, by the uuid we gave it. */
const LifecycleFrame = z.object({
  type: z.literal('command_lifecycle'),
  command_uuid: z.string(),
  state: z.string()
})

/** The conversation was cleared; what follows comes under another session id, which the frames behind this one name. */
const ResetFrame = z.object({
  type: z.literal('conversation_reset'),
  session_id: z.string().optional(),
  user_message_uuid: z.string().optional(),
  timestamp: z.iso.datetime({ offset: true }).optional().catch(undefined)
})
export type ResetFrame = z.infer<typeof ResetFrame>

/** How much of a subscription's limit is used. */
const RateLimitFrame = z.object({
  type: z.literal('rate_limit_event'),
  uuid: z.string().optional(),
  rate_limit_info: z.object({
    status: z.string(),
    /** Seconds since 1970. */
    resetsAt: z.number().optional(),
    rateLimitType: z.string().optional(),
    utilization: z.number().optional()
  })
})
export type RateLimitFrame = z.infer<typeof RateLimitFrame>

/** The CLI logs in by itself, or cannot. */
const AuthFrame = z.object({
  type: z.literal('auth_status'),
  uuid: z.string().optional(),
  error: z.string().optional()
})

const Frame = z.union([
  z.discriminatedUnion('type', [
    StreamFrame,
    AssistantFrame,
    UserFrame,
    ResultFrame,
    LifecycleFrame,
    ResetFrame,
    RateLimitFrame,
    AuthFrame
  ]),
  SystemFrame
])
export type Frame = z.infer<typeof Frame>
export type StreamFrame = z.infer<typeof StreamFrame>
export type AssistantFrame = z.infer<typeof AssistantFrame>
export type UserFrame = z.infer<typeof UserFrame>
export type SystemFrame = z.infer<typeof SystemFrame>
export type ModelChangeFrame = Extract<SystemFrame, { original_model?: string | undefined }>
export type TaskEndFrame = Extract<SystemFrame, { subtype: 'task_notification' }>

/** The frame, or null for what we do not read. */
export function readFrame(raw: unknown): Frame | null {
  return Frame.safeParse(raw).data ?? null
}
