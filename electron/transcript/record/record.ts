/**
 * What one record of a transcript means to a reader: a message, a piece of one, or nothing.
 * Pure; `readPage.ts` decides which records stand in the thread and `assemble.ts` joins the pieces. What records of
 * other programs mean, their format says.
 */
import { Coded, Failure } from '../../../shared/errors.ts'
import { Notice } from '../../../shared/session.ts'
import type { ContentBlock, SessionMessage } from '../../../shared/session.ts'
import { fieldsAt, isFields, notTooDeep, textAt } from './fields.ts'
import type { Fields } from './fields.ts'
import { base, blocksOf, contentOf, toolUsesOf, whole } from './pieces.ts'
import type { Piece, Place } from './pieces.ts'
import type { RecordFormat } from './recordFormat.ts'
import { isKnownMeta } from './sniff.ts'

/** What the record says, null when nothing. Ours mean what they say, in whoever's file they stand. */
export function readRecord(record: Fields, place: Place, format: RecordFormat): Piece | null {
  return isOurs(record) ? readOurs(record, place) : format.read(record, place)
}

/** What the records say that Skein wrote itself (`append.ts`): their content is meant as it stands. */
export const OUR_ENTRYPOINT = 'skein'

/** Claude Code, started by Skein, writes the same word into its records, and always the branch beside it, which ours never say. */
export function isOurs(record: Fields): boolean {
  return record['entrypoint'] === OUR_ENTRYPOINT && !('gitBranch' in record)
}

/** The record as it stands. */
export function readOurs(record: Fields, place: Place): Piece | null {
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

/** Kinds of record this version does not know are shown raw when they stand in the thread. */
export function readUnknown(record: Fields, place: Place): Piece | null {
  const type = textAt(record, 'type')
  const uuid = textAt(record, 'uuid')
  if (uuid === null || uuid === '' || (type !== null && isKnownMeta(type))) return null
  return whole(record, place, 'system', [{ type: 'unknown', raw: notTooDeep(record) }])
}

/** A line of an API message; null when nothing is left of it. */
export function answer(record: Fields, place: Place, content: ContentBlock[]): Piece | null {
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
export function parentOf(record: Fields, format: RecordFormat): string | null | undefined {
  const parent = record['parentUuid']
  if (typeof parent === 'string' && parent !== '') return isContinuation(record) ? undefined : parent
  if (parent !== null) return undefined
  const logical = textAt(record, 'logicalParentUuid')
  if (logical !== null && logical !== '') return logical
  // Only what a person sent can begin a session: anything else does follow something.
  return isSent(record, format) ? null : undefined
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

/** What Claude Code sends itself to go on; no person said it. */
export const CONTINUATION = 'Continue from where you left off.'

/** Whether the record may be a prompt, or at least what a person did. */
function isSent(record: Fields, format: RecordFormat): boolean {
  if (record['type'] !== 'user') return false
  if (isOurs(record) || isSidechain(record)) return true
  const piece = readRecord(record, { offset: 0, fallbackTime: '', parentToolUseId: null }, format)
  return (
    piece?.kind === 'message' &&
    piece.message.role === 'user' &&
    toolUsesOf(piece.message.content).answered.length === 0
  )
}

/** Whether the line is a subagent's, in the file of the session that began it. */
export function isSidechain(record: Fields): boolean {
  return record['isSidechain'] === true
}
