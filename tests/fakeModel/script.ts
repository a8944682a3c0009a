/**
 * What the fake model is told to answer: scripts as data, so that they can be written in a test,
 * sent over HTTP to a fake that runs in its own process, and read by a person. One reply answers
 * one request of the agent; a turn with one tool call takes two replies.
 */
import { z } from 'zod'

/** Tokens a reply claims to have used. */
export const Usage = z.object({
  input: z.number().int().nonnegative().default(10),
  output: z.number().int().nonnegative().default(5),
  cacheWrite: z.number().int().nonnegative().default(0),
  cacheRead: z.number().int().nonnegative().default(0)
})

/** Characters of a text that are sent in one delta. */
const chunk = z.number().int().positive().default(12)

export const Step = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string(), chunk, hold: z.string().optional() }),
  z.object({ type: z.literal('thinking'), thinking: z.string(), chunk, hold: z.string().optional() }),
  z.object({
    type: z.literal('toolUse'),
    name: z.string(),
    input: z.record(z.string(), z.unknown()),
    id: z.string().optional()
  }),
  /** Stops here, between two blocks, until the gate is opened. */
  z.object({ type: z.literal('gate'), gate: z.string() }),
  /** Cuts the connection in the middle of the answer. */
  z.object({ type: z.literal('cut') })
])
export type Step = z.infer<typeof Step>

export const Reply = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    steps: z.array(Step),
    /** `tool_use` when a tool is called and nothing else is said, else `end_turn`. */
    stopReason: z.string().optional(),
    /** Why the model would not go on, where the reason is `refusal`. */
    stopDetails: z.record(z.string(), z.unknown()).optional(),
    usage: Usage.optional()
  }),
  z.object({
    type: z.literal('error'),
    status: z.number().int().min(400).max(599),
    errorType: z.string().optional(),
    message: z.string().optional()
  }),
  /** Accepts the request and says nothing until the gate is opened; then the connection is cut. */
  z.object({ type: z.literal('hang'), gate: z.string() })
])
export type Reply = z.infer<typeof Reply>
/** A reply as a test writes it: what has a default may be left out. */
export type ReplyInput = z.input<typeof Reply>
export type StepInput = z.input<typeof Step>

export interface TextOptions {
  /** Characters a delta; default 12. */
  readonly chunk?: number
  /** A gate that stands after the first delta. */
  readonly hold?: string
}

export const text = (value: string, options: TextOptions = {}): StepInput => ({
  type: 'text',
  text: value,
  ...options
})

export const thinking = (value: string, options: TextOptions = {}): StepInput => ({
  type: 'thinking',
  thinking: value,
  ...options
})

export const toolUse = (name: string, input: Record<string, unknown>, id?: string): StepInput => ({
  type: 'toolUse',
  name,
  input,
  ...(id === undefined ? {} : { id })
})

export const gate = (name: string): StepInput => ({ type: 'gate', gate: name })
export const cut = (): StepInput => ({ type: 'cut' })
export const reply = (...steps: StepInput[]): ReplyInput => ({ type: 'message', steps })
export const error = (status: number, message?: string): ReplyInput => ({
  type: 'error',
  status,
  ...(message === undefined ? {} : { message })
})
export const hang = (name: string): ReplyInput => ({ type: 'hang', gate: name })

const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  529: 'overloaded_error'
}

/** The error body the Messages API answers with. */
export function errorBody(failure: Extract<Reply, { type: 'error' }>): object {
  const type = failure.errorType ?? ERROR_TYPES[failure.status] ?? 'api_error'
  return { type: 'error', error: { type, message: failure.message ?? `scripted ${failure.status}` } }
}

export function stopReasonOf(message: Extract<Reply, { type: 'message' }>): string {
  if (message.stopReason !== undefined) return message.stopReason
  return message.steps.some(({ type }) => type === 'toolUse') ? 'tool_use' : 'end_turn'
}
