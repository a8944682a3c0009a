/**
 * What a record in the user's place means: most of them no person wrote, or not all of it (`prompt.ts` and
 * `contextTags.ts` tell). Pure; called by `claudeRecord.ts`.
 */
import { ENTRYPOINT } from '../environment.ts'
import type { ContentBlock, Sender, ToolResultBlock } from '../../../../shared/session.ts'
import { previewBlock, toContentBlocks } from '../../../transcript/record/blocks.ts'
import { withoutContext, withoutReminders, withoutToolsUsed } from './contextTags.ts'
import { fieldsAt, textAt } from '../../../transcript/record/fields.ts'
import type { Fields } from '../../../transcript/record/fields.ts'
import { base, blocksOf, notice, said, toolUsesOf, whole } from '../../../transcript/record/pieces.ts'
import type { Piece, Place } from '../../../transcript/record/pieces.ts'
import { readPromptText } from './prompt.ts'
import { bodyIn, senderOf } from './senders.ts'
import { reportIn } from './subagentReport.ts'
import { taskNoticeIn } from './taskNotice.ts'
import { withdrawnIn } from './withdrawn.ts'

/** What stands in the user's place: a prompt, what came with it, the summary of a compaction. Null for what is for the model alone. */
export function readUser(record: Fields, place: Place): Piece | null {
  if (record['isCompactSummary'] === true) {
    const content = blocksOf(record, place).map((block) =>
      block.type === 'text' ? { ...block, text: withoutToolsUsed(block.text) } : block
    )
    const message = base(record, place, 'system', content)
    const boundaryId = textAt(record, 'parentUuid')
    return { kind: 'summary', message: { ...message, notice: 'compacted' }, boundaryId }
  }
  if (record['isMeta'] === true) return withdrawnIn(record, place, 'unreadable', null)
  const content = fieldsAt(record, 'message')?.['content']
  return isEchoOfSetModel(record, content) ? null : readPrompt(record, place, content)
}

/**
 * A change of the model through the Agent SDK is written down as if `/model` had been typed. What was
 * sent through it with an id carries `turnAttributionKey` (seen in Claude Code 2.1.330); lines of other
 * entrypoints than the SDK's and ours are left alone. The answer ("Set model to …") stays.
 */
function isEchoOfSetModel(record: Fields, content: unknown): boolean {
  return (
    typeof content === 'string' &&
    content.startsWith('<command-name>/model</command-name>') &&
    isDriven(textAt(record, 'entrypoint')) &&
    record['turnAttributionKey'] === undefined
  )
}

function isDriven(entrypoint: string | null): boolean {
  return entrypoint === ENTRYPOINT || entrypoint?.startsWith('sdk') === true
}

/** A text alone may be something else than a prompt; several blocks are what they are. */
export function readPrompt(record: Fields, place: Place, content: unknown): Piece | null {
  const isTyped = textAt(record, 'promptSource') === 'typed'
  const sender = senderOf(record)
  const blocks = sentBlocks(content, isTyped, place)
  const [first] = blocks
  if (first === undefined) return null
  if (blocks.length > 1 || first.type !== 'text') {
    return sender === null || toolUsesOf(blocks).answered.length > 0
      ? whole(record, place, 'user', blocks)
      : said(record, place, sender, blocks)
  }
  const meaning = readPromptText(first.text, { isTyped })
  switch (meaning.kind) {
    case 'hidden':
      return null
    case 'prompt': {
      const text = { type: 'text', text: (sender && bodyIn(record)) ?? meaning.text } as const
      return sender === null ? whole(record, place, 'user', [text]) : said(record, place, sender, [text])
    }
    case 'said':
      return said(record, place, named(meaning.sender, sender), [{ type: 'text', text: meaning.text }])
    case 'interrupted':
    case 'info': {
      const piece = notice(record, place, meaning.kind, meaning.text)
      const runId = textAt(fieldsAt(record, 'origin') ?? {}, 'runId')
      const id = taskNoticeIn(first.text, meaning.text, runId)
      return id === null ? piece : { ...piece, message: { ...piece.message, id } }
    }
  }
}

/** The blocks a message was sent with, without what was put around them for the model. */
function sentBlocks(content: unknown, isTyped: boolean, { whole: isWhole = false }: Place): ContentBlock[] {
  const blocks = toContentBlocks(content).flatMap((block): ContentBlock[] => {
    if (block.type === 'tool_result') return [shownResult(block)]
    if (block.type !== 'text') return [block]
    const text = withoutContext(block.text, isTyped ? 'editor' : 'all')
    return text.trim() === '' ? [] : [text === block.text ? block : { type: 'text', text }]
  })
  return isWhole ? blocks : blocks.map(previewBlock)
}

/** A tool's result without what Claude Code put around it for the model. */
export function shownResult(block: ToolResultBlock): ToolResultBlock {
  if (typeof block.content === 'string') {
    const content = reportIn(withoutReminders(block.content))
    return content === block.content ? block : { ...block, content }
  }
  const content = block.content.flatMap((part): typeof block.content => {
    if (part.type !== 'text') return [part]
    const text = reportIn(withoutReminders(part.text))
    if (text === part.text) return [part]
    return text === '' ? [] : [{ ...part, text }]
  })
  return { ...block, content }
}

/** Tag and record may both say who it was; the one that has a name knows more. */
function named(inText: Sender, inRecord: Sender | null): Sender {
  return inText.name === null && inRecord !== null ? inRecord : inText
}
