/**
 * The records a message becomes in a transcript of ours, as Claude Code would write them. Pure but for the
 * ids it mints; called by `append.ts`.
 */
import type { AgentId } from '../../../shared/ids.ts'
import type { ContentBlock, SessionMessage } from '../../../shared/session.ts'
import { OUR_ENTRYPOINT } from '../record/record.ts'

/** What each record says of where it comes from. */
export interface RecordOrigin {
  readonly sessionId: string
  readonly cwd: string
  /** Whose session it is: every record says so, as a first line alone may be torn. */
  readonly agent: AgentId
  /** Skein's version. */
  readonly version: string
  /** Mints the uuid of a line that has no id of its own. */
  readonly mintId: () => string
}

/** Tokens as the Messages API counts them. */
export interface TokenUsage {
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cache_creation_input_tokens?: number
  readonly cache_read_input_tokens?: number
}

interface CommonFields {
  readonly timestamp: string
  readonly userType: string
  readonly entrypoint: string
  readonly cwd: string
  readonly sessionId: string
  readonly version: string
  readonly agent: AgentId
  readonly parentToolUseId?: string | undefined
}

/** One line of the file. Fields are named as Claude Code names them. */
export type WrittenRecord = CommonFields & { readonly uuid: string } & (
    | {
        readonly type: 'user'
        readonly message: { readonly role: 'user'; readonly content: readonly ContentBlock[] }
      }
    | { readonly type: 'assistant'; readonly apiBlockIndex: number; readonly message: WrittenAnswer }
    | {
        readonly type: 'system'
        readonly content: readonly ContentBlock[]
        readonly notice: SessionMessage['notice']
        readonly failure?: SessionMessage['failure']
        readonly told?: SessionMessage['told']
      }
  )

interface WrittenAnswer {
  readonly id: string
  readonly type: 'message'
  readonly role: 'assistant'
  readonly model: string | undefined
  readonly content: readonly ContentBlock[]
  readonly usage: TokenUsage | undefined
}

/** One record for each line; `usage` is that of an answer. */
export function recordsOf(
  message: SessionMessage,
  usage: TokenUsage | undefined,
  origin: RecordOrigin
): WrittenRecord[] {
  const { id, role, content, notice, failure, told, model } = message
  const common = commonFields(message, origin)
  switch (role) {
    case 'user':
      return [{ type: 'user', message: { role: 'user', content }, uuid: id, ...common }]
    case 'system':
      return [
        {
          type: 'system',
          content,
          uuid: id,
          ...common,
          notice,
          ...(failure && { failure }),
          ...(told && { told })
        }
      ]
    case 'assistant':
      return blockLines(content).map((blocks, apiBlockIndex) => ({
        message: { id, type: 'message', role: 'assistant', model, content: blocks, usage },
        apiBlockIndex,
        type: 'assistant',
        uuid: origin.mintId(),
        ...common
      }))
  }
}

function commonFields({ createdAt, parentToolUseId }: SessionMessage, origin: RecordOrigin): CommonFields {
  const { cwd, sessionId, version, agent } = origin
  return {
    timestamp: createdAt,
    userType: 'external',
    entrypoint: OUR_ENTRYPOINT,
    cwd,
    sessionId,
    version,
    agent,
    parentToolUseId
  }
}

/** An answer is written a block a line, as Claude Code does; an empty one still has its line. */
function blockLines(content: readonly ContentBlock[]): ContentBlock[][] {
  return content.length === 0 ? [[]] : content.map((block) => [block])
}
