/** What a turn came to: how long it took and how many tools it used. Pure; from its messages alone. */
import type { SessionMessage } from '../../../shared/session.ts'

export interface TurnSummary {
  /** From the prompt to the newest message of the turn. */
  readonly milliseconds: number
  /** Calls the agent itself made; what its subagents called is theirs. */
  readonly tools: number
}

export const emptyTurn: TurnSummary = { milliseconds: 0, tools: 0 }

/** The turn with one more message in it. `startedAt` is the prompt's time in milliseconds. */
export function withMessage(turn: TurnSummary, message: SessionMessage, startedAt: number): TurnSummary {
  const lasted = Date.parse(message.createdAt) - startedAt
  let tools = turn.tools
  if (message.parentToolUseId === undefined) {
    for (const block of message.content) if (block.type === 'tool_use') tools += 1
  }
  return { milliseconds: Math.max(turn.milliseconds, lasted), tools }
}

/** @param messages a prompt and everything that follows from it, oldest first */
export function summarizeTurn(messages: readonly SessionMessage[]): TurnSummary {
  const startedAt = Date.parse(messages[0]?.createdAt ?? '')
  return messages.reduce((turn, message) => withMessage(turn, message, startedAt), emptyTurn)
}

/** Whether it says anything that one does not see at a glance. */
export function isWorthSaying({ milliseconds, tools }: TurnSummary): boolean {
  return tools > 0 || milliseconds >= 1000
}
