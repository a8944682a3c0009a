/**
 * What one record of a transcript means to a reader: a message, a piece of one, or nothing.
 * Pure; `readPage.ts` decides which records stand in the thread and `assemble.ts` joins the pieces.
 */
import type { Failure } from '../../shared/errors.ts'
import { Notice } from '../../shared/session.ts'
import type { ContentBlock, Sender, SessionMessage, ToolResultBlock } from '../../shared/session.ts'
import { apiFailure } from './apiFailure.ts'
import { hookWordsOf } from './hookWords.ts'
import { previewBlock, toContentBlocks } from './blocks.ts'
import { withoutContext, withoutReminders } from './contextTags.ts'
import { fieldsAt, notTooDeep, textAt } from './fields.ts'
import type { Fields } from './fields.ts'
import { readPromptText, withoutEscapes } from './prompt.ts'
import { isBareRefusal } from './refusalKinds.ts'
import { bodyIn, senderOf } from './senders.ts'
import { isKnownMeta } from './sniff.ts'
import { taskNoticeIn } from './taskNotice.ts'

/** Where a record was found, for what it does not say itself. */
export interface Place {
  /** Byte offset of the line: names the message when the record has no id. */
  readonly offset: number
  /** ISO time for records without one. */
  readonly fallbackTime: string
  /** The tool use that started the subagent whose file is read, else null. */
  readonly parentToolUseId: string | null
  /** Keeps long results and documents whole instead of their beginning. */
  readonly whole?: boolean
}

export type Piece =
  | { readonly kind: 'message'; readonly message: SessionMessage }
  /** A line of an API message: one block as a rule. All lines of the message carry its `id`. */
  | { readonly kind: 'answer'; readonly message: SessionMessage; readonly blockIndex: number | null }
  /** What a compaction left: belongs to the boundary `boundaryId`, if that is a boundary. */
  | { readonly kind: 'summary'; readonly message: SessionMessage; readonly boundaryId: string | null }

export function readRecord(record: Fields, place: Place): Piece | null {
  if (isOwn(record)) return readOwn(record, place)
  switch (record['type']) {
    case 'user':
      return readUser(record, place)
    case 'assistant':
      return readAssistant(record, place)
    case 'system':
      return readSystem(record, place)
    case 'attachment':
      return readAttachment(record, place)
    default:
      return readUnknown(record, place)
  }
}

/** Marks the records Skein wrote itself (`append.ts`): their content is meant as it stands. */
export const OWN_ENTRYPOINT = 'skein'

export function isOwn(record: Fields): boolean {
  return record['entrypoint'] === OWN_ENTRYPOINT
}

function readOwn(record: Fields, place: Place): Piece | null {
  switch (record['type']) {
    case 'user':
      return whole(record, place, 'user', blocksOf(record, place))
    case 'assistant':
      return answer(record, place, blocksOf(record, place))
    case 'system': {
      const notice = noticeOf(record['notice'])
      const message = base(record, place, 'system', contentOf(record['content'], place))
      return { kind: 'message', message: notice === null ? message : { ...message, notice } }
    }
    default:
      return readUnknown(record, place)
  }
}

function noticeOf(value: unknown): Notice | null {
  return Notice.safeParse(value).data ?? null
}

function readUser(record: Fields, place: Place): Piece | null {
  if (record['isCompactSummary'] === true) {
    const message = base(record, place, 'system', blocksOf(record, place))
    const boundaryId = textAt(record, 'parentUuid')
    return { kind: 'summary', message: { ...message, notice: 'compacted' }, boundaryId }
  }
  if (record['isMeta'] === true) return null
  const content = fieldsAt(record, 'message')?.['content']
  return isEchoOfSetModel(record, content) ? null : readPrompt(record, place, content)
}

/**
 * A change of the model through the Agent SDK is written down as if `/model` had been typed. What was
 * sent through it with an id carries `turnAttributionKey` (seen in Claude Code 2.1.330); lines of other
 * entrypoints are left alone. The answer ("Set model to …") stays.
 */
function isEchoOfSetModel(record: Fields, content: unknown): boolean {
  return (
    typeof content === 'string' &&
    content.startsWith('<command-name>/model</command-name>') &&
    textAt(record, 'entrypoint')?.startsWith('sdk') === true &&
    record['turnAttributionKey'] === undefined
  )
}

/** A text alone may be something else than a prompt; several blocks are what they are. */
function readPrompt(record: Fields, place: Place, content: unknown): Piece | null {
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

/** A tool's result without the reminders that Claude Code put behind it for the model. */
export function shownResult(block: ToolResultBlock): ToolResultBlock {
  if (typeof block.content === 'string') {
    const content = withoutReminders(block.content)
    return content === block.content ? block : { ...block, content }
  }
  const content = block.content.flatMap((part): typeof block.content => {
    if (part.type !== 'text') return [part]
    const text = withoutReminders(part.text)
    if (text === part.text) return [part]
    return text === '' ? [] : [{ ...part, text }]
  })
  return { ...block, content }
}

/** Tag and record may both say who it was; the one that has a name knows more. */
function named(inText: Sender, inRecord: Sender | null): Sender {
  return inText.name === null && inRecord !== null ? inRecord : inText
}

function said(record: Fields, place: Place, sender: Sender, content: ContentBlock[]): Piece {
  const message = base(record, place, 'system', content)
  return { kind: 'message', message: { ...message, notice: 'info', sender } }
}

function readAssistant(record: Fields, place: Place): Piece | null {
  const message = fieldsAt(record, 'message')
  const blocks = blocksOf(record, place)
  if (message?.['model'] !== '<synthetic>' && record['isApiErrorMessage'] !== true) {
    return answer(record, place, blocks)
  }
  const text = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n')
  const failed = record['isApiErrorMessage'] === true || record['error'] !== undefined || isBareRefusal(text)
  if (failed) {
    const at = timeOf(record) ?? place.fallbackTime
    return failedNotice(record, place, apiFailure(textAt(record, 'error') ?? 'unknown', text, at))
  }
  // Closes a turn for the model's sake after a resume; nobody said it.
  return text.trim() === '' || text === 'No response requested.' ? null : notice(record, place, 'info', text)
}

function readSystem(record: Fields, place: Place): Piece | null {
  const subtype = textAt(record, 'subtype')
  const text = textAt(record, 'content')
  if (subtype === 'compact_boundary')
    return notice(record, place, 'compacted', text ?? 'Conversation compacted')
  const hook = readHook(record, place)
  if (hook !== null) return hook
  // Retries are state while they last; timings and what hooks did without a word are for the terminal.
  if (record['isMeta'] === true || (subtype !== null && silentSubtypes.has(subtype))) return null
  if (text !== null && text.trim() !== '') {
    const meaning = readPromptText(text)
    if (subtype === 'local_command') return submitted(record, readPrompt(record, place, text))
    return meaning.kind === 'hidden' ? null : notice(record, place, 'info', withoutEscapes(text))
  }
  return whole(record, place, 'system', [{ type: 'unknown', raw: notTooDeep(record) }])
}

/** A command that could not run stands under an id of its own, and says under which it was sent. */
function submitted(record: Fields, piece: Piece | null): Piece | null {
  const sentAs = textAt(record, 'submitUuid')
  if (piece?.kind !== 'message' || piece.message.role !== 'user' || !sentAs) return piece
  return { kind: 'message', message: { ...piece.message, id: sentAs } }
}

const silentSubtypes: ReadonlySet<string> = new Set([
  'api_error',
  'turn_duration',
  'stop_hook_summary',
  'microcompact_boundary'
])

/** What a hook says to the person is a notice in its words. */
function readHook(record: Fields, place: Place): Piece | null {
  const said = hookWordsOf(record)
  if (said === null) return null
  const content = said.words.map((text): ContentBlock => ({ type: 'text', text: withoutEscapes(text) }))
  const message: SessionMessage = { ...base(record, place, 'system', content), notice: 'hook' }
  return { kind: 'message', message: said.hook === null ? message : { ...message, hook: said.hook } }
}

/** Of what is attached for the model, only a message queued while the turn ran was a person's. */
function readAttachment(record: Fields, place: Place): Piece | null {
  const attachment = fieldsAt(record, 'attachment')
  const hook = readHook(record, place)
  if (hook !== null) return hook
  if (attachment?.['type'] !== 'queued_command') return null
  const facts = {
    ...record,
    origin: attachment['origin'] ?? record['origin'],
    promptSource: attachment['promptSource']
  }
  const piece = attachment['isMeta'] === true ? null : readPrompt(facts, place, attachment['prompt'])
  const sentAs = textAt(attachment, 'source_uuid')
  if (piece?.kind !== 'message' || sentAs === null || sentAs === '') return piece
  return { kind: 'message', message: { ...piece.message, id: sentAs } }
}

/** Kinds of record this version does not know are shown raw when they stand in the thread. */
function readUnknown(record: Fields, place: Place): Piece | null {
  const type = textAt(record, 'type')
  const uuid = textAt(record, 'uuid')
  if (uuid === null || uuid === '' || (type !== null && isKnownMeta(type))) return null
  return whole(record, place, 'system', [{ type: 'unknown', raw: notTooDeep(record) }])
}

function blocksOf(record: Fields, place: Place): ContentBlock[] {
  return contentOf(fieldsAt(record, 'message')?.['content'], place)
}

function contentOf(content: unknown, { whole: isWhole = false }: Place): ContentBlock[] {
  const blocks = toContentBlocks(content)
  return isWhole ? blocks : blocks.map(previewBlock)
}

function whole(record: Fields, place: Place, role: SessionMessage['role'], content: ContentBlock[]): Piece {
  return { kind: 'message', message: base(record, place, role, content) }
}

function notice(
  record: Fields,
  place: Place,
  kind: Notice,
  text: string
): Extract<Piece, { kind: 'message' }> {
  const message = base(record, place, 'system', [{ type: 'text', text }])
  return { kind: 'message', message: { ...message, notice: kind } }
}

function failedNotice(record: Fields, place: Place, failure: Failure): Piece {
  const message = base(record, place, 'system', [{ type: 'text', text: failure.message }])
  return { kind: 'message', message: { ...message, notice: 'failed', failure } }
}

function answer(record: Fields, place: Place, content: ContentBlock[]): Piece | null {
  const api = fieldsAt(record, 'message')
  const message = base(record, place, 'assistant', content)
  const id = (api && textAt(api, 'id')) || message.id
  const model = api && textAt(api, 'model')
  const index = record['apiBlockIndex']
  if (isEmptyAnswer(message)) return null
  return {
    kind: 'answer',
    message: model ? { ...message, id, model } : { ...message, id },
    blockIndex: typeof index === 'number' ? index : null
  }
}

/** What is left of an answer of which everything was cut off and said again: nobody has read it. */
export function isEmptyAnswer({ role, content }: SessionMessage): boolean {
  return role === 'assistant' && content.length === 0
}

function base(
  record: Fields,
  place: Place,
  role: SessionMessage['role'],
  content: ContentBlock[]
): SessionMessage {
  const message: SessionMessage = {
    id: textAt(record, 'uuid')?.slice(0, 200) || `line:${place.offset}`,
    role,
    content,
    createdAt: timeOf(record) ?? place.fallbackTime,
    isStreaming: false
  }
  const parentToolUseId = place.parentToolUseId ?? textAt(record, 'parentToolUseId')
  return parentToolUseId ? { ...message, parentToolUseId } : message
}

/** The record's time as it is written, or in ISO when it is another notation; null without one. */
export function timeOf(record: Fields): string | null {
  const text = textAt(record, 'timestamp')
  if (text === null || isUsualTime(text)) return text
  const time = Date.parse(text)
  if (Number.isNaN(time)) return null
  // Engines accept the 31st of any month; what is kept as written must be a date.
  const iso = new Date(time).toISOString()
  return isoTime.test(text) && iso.slice(0, 10) === text.slice(0, 10) ? text : iso
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/
const usualTime = '0000-00-00T00:00:00.000Z'

/** The notation nearly every record has, told without a regular expression or a date: this is hot and cold. */
function isUsualTime(text: string): boolean {
  if (text.length !== usualTime.length) return false
  for (let at = 0; at < text.length; at += 1) {
    const expected = usualTime.charCodeAt(at)
    const code = text.charCodeAt(at)
    if (expected === zero ? code < zero || code > nine : code !== expected) return false
  }
  const month = text.slice(5, 7)
  const day = text.slice(8, 10)
  const isDay = month >= '01' && month <= '12' && day >= '01' && day <= '28'
  return isDay && text.slice(11, 13) <= '23' && text.slice(14, 16) <= '59' && text.slice(17, 19) <= '59'
}

const zero = 48
const nine = 57

/** The tool uses a record's content asks for, and those it answers. */
export function toolUsesOf(content: readonly ContentBlock[]): { asked: string[]; answered: string[] } {
  const asked: string[] = []
  const answered: string[] = []
  for (const block of content) {
    if (block.type === 'tool_use') asked.push(block.id)
    if (block.type === 'tool_result') answered.push(block.tool_use_id)
  }
  return { asked, answered }
}

/** The record a record follows: undefined when it does not say, null at a root. */
export function parentOf(record: Fields): string | null | undefined {
  const parent = record['parentUuid']
  if (typeof parent === 'string' && parent !== '') return parent
  if (parent !== null) return undefined
  const logical = textAt(record, 'logicalParentUuid')
  if (logical !== null && logical !== '') return logical
  // Only what a person sent can begin a session: anything else does follow something.
  return isSent(record) ? null : undefined
}

/** Whether the record may be a prompt, or at least what a person did. */
function isSent(record: Fields): boolean {
  if (record['type'] !== 'user') return false
  if (isOwn(record) || isSidechain(record)) return true
  const piece = readRecord(record, { offset: 0, fallbackTime: '', parentToolUseId: null })
  return (
    piece?.kind === 'message' &&
    piece.message.role === 'user' &&
    toolUsesOf(piece.message.content).answered.length === 0
  )
}

export function isSidechain(record: Fields): boolean {
  return record['isSidechain'] === true
}
