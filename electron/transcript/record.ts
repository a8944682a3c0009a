/**
 * What one record of a transcript means to a reader: a message, a piece of one, or nothing.
 * Pure; `readPage.ts` decides which records stand in the thread and `assemble.ts` joins the pieces. What stands in the
 * user's place is read by `userRecord.ts`.
 */
import { Coded, Failure } from '../../shared/errors.ts'
import { Notice } from '../../shared/session.ts'
import type { ContentBlock, SessionMessage } from '../../shared/session.ts'
import { apiFailure } from './apiFailure.ts'
import { hookWordsOf } from './hookWords.ts'
import { fieldsAt, isFields, notTooDeep, textAt } from './fields.ts'
import type { Fields } from './fields.ts'
import { base, blocksOf, contentOf, notice, toolUsesOf, whole } from './pieces.ts'
import type { Piece, Place } from './pieces.ts'
import { readPromptText, withoutEscapes } from './prompt.ts'
import { timeOf } from './recordTime.ts'
import { isBareRefusal } from './refusalKinds.ts'
import { isKnownMeta } from './sniff.ts'
import { readPrompt, readUser } from './userRecord.ts'
import { withdrawnIn } from './withdrawn.ts'

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
      const failure = notice === 'failed' ? Failure.safeParse(record['failure']).data : undefined
      const told = Coded.safeParse(record['told']).data
      return {
        kind: 'message',
        message: { ...message, ...(notice && { notice }), ...(failure && { failure }), ...(told && { told }) }
      }
    }
    default:
      return readUnknown(record, place)
  }
}

function noticeOf(value: unknown): Notice | null {
  return Notice.safeParse(value).data ?? null
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
  if (subtype === 'informational' && text?.trim() === '') return null
  if (subtype !== null && ofModelChange.has(subtype))
    return readModelChange(record, place, text?.trim() ?? null)
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

const ofModelChange: ReadonlySet<string> = new Set([
  'model_refusal_fallback',
  'model_refusal_no_fallback',
  'model_fallback'
])

/** A model would not or could not answer. Without words, the failure behind it says so. */
function readModelChange(record: Fields, place: Place, text: string | null): Piece | null {
  const withdrawn = withdrawnIn(record, place, 'refused', text)
  if (withdrawn !== null || text === '') return withdrawn
  const [model, other] = [textAt(record, 'originalModel'), textAt(record, 'fallbackModel')]
  const inItsPlace = other === null ? '' : ` ${other} answers in its place.`
  if (text !== null) return notice(record, place, 'info', text)
  const silent = notice(record, place, 'info', `${model ?? 'The model'} did not answer.${inItsPlace}`)
  const parameters = { ...(model !== null && { model }), ...(other !== null && { other }) }
  return { ...silent, message: { ...silent.message, told: { code: 'model_silent', parameters } } }
}

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

/** The record a record follows: undefined when it does not say, null at a root. */
export function parentOf(record: Fields): string | null | undefined {
  const parent = record['parentUuid']
  if (typeof parent === 'string' && parent !== '') return isContinuation(record) ? undefined : parent
  if (parent !== null) return undefined
  const logical = textAt(record, 'logicalParentUuid')
  if (logical !== null && logical !== '') return logical
  // Only what a person sent can begin a session: anything else does follow something.
  return isSent(record) ? null : undefined
}

/**
 * What Claude Code says for the person when a turn was cut off. It goes on with what was said last, whatever it names:
 * from 2.1.245 on that may be the end of long ago, with all since then on no branch (anthropics/claude-code#89820).
 */
function isContinuation(record: Fields): boolean {
  if (record['isMeta'] !== true || record['type'] !== 'user' || isSidechain(record)) return false
  const content = fieldsAt(record, 'message')?.['content']
  const [block]: readonly unknown[] = Array.isArray(content) ? content : [{ text: content }]
  return isFields(block) && block['text'] === CONTINUATION
}

export const CONTINUATION = 'Continue from where you left off.'

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
