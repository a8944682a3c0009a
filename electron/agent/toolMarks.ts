/**
 * Puts on the blocks of an agent's calls and results what they are, as its own table of tools says: while it works, and
 * again for what older versions wrote without. What a block says itself stands. Pure.
 */
import type { ContentBlock, SessionMessage, ToolResultBlock } from '../../shared/session.ts'
import type { ToolVariant, ToolFacts, ToolKind } from '../../shared/tool.ts'

/** What an agent says of one of its tools. */
export interface ToolRow {
  readonly kind: ToolKind
  readonly variant?: ToolVariant
  /** The field of the input that says what a call is about; of edits and reads the file, of lists the folder. */
  readonly subject?: string
}

/** What an agent knows of its tools, for whoever shows or decides about a call. */
export interface AgentTools {
  /** Of the tool of this name; of one nobody has heard of, that it is any tool. */
  readonly factsOf: (name: string) => ToolFacts
  /**
   * A result as people read it, with its ending where the agent's own words tell it. What only says that something
   * went wrong comes back as it is.
   */
  readonly readResult: (result: ToolResultBlock) => ToolResultBlock
}

/** The block itself when it says what it is, or is no call and no result. */
export function markedBlock(block: ContentBlock, tools: AgentTools): ContentBlock {
  switch (block.type) {
    case 'tool_use':
      return block.kind === undefined ? { ...block, ...tools.factsOf(block.name) } : block
    case 'tool_result':
      return markedResult(block, tools)
    default:
      return block
  }
}

/** The result with its ending as the agent's table reads it; one that says it already comes back as it is. */
export function markedResult(result: ToolResultBlock, tools: AgentTools): ToolResultBlock {
  return result.ending === undefined ? tools.readResult(result) : result
}

/** The message itself when all its blocks say what they are. */
export function markedMessage(message: SessionMessage, tools: AgentTools): SessionMessage {
  const content = message.content.map((block) => markedBlock(block, tools))
  return content.every((block, at) => block === message.content[at]) ? message : { ...message, content }
}

/** Makes the facts of a table's row. */
export function factsOfRow({ kind, variant, subject }: ToolRow): ToolFacts {
  return { kind, ...(variant && { variant }), ...(subject !== undefined && { subject }) }
}
