/**
 * What a record of Claude Code's means to a reader. Pure; asked through `claudeFormat.ts`. What stands in the user's
 * place is read by `userRecord.ts`.
 */
import type { Failure } from '../../../../shared/errors.ts'
import type { ContentBlock, SessionMessage } from '../../../../shared/session.ts'
import { ourWords } from '../../../ourFailure.ts'
import { apiFailure } from './apiFailure.ts'
import { fieldsAt, notTooDeep, textAt } from '../../../transcript/record/fields.ts'
import type { Fields } from '../../../transcript/record/fields.ts'
import { hookWordsOf } from './hookWords.ts'
import { base, blocksOf, notice, whole } from '../../../transcript/record/pieces.ts'
import type { Piece, Place } from '../../../transcript/record/pieces.ts'
import { readPromptText, withoutEscapes } from './prompt.ts'
import { answer, readUnknown } from '../../../transcript/record/record.ts'
import { timeOf } from '../../../transcript/record/recordTime.ts'
import { isBareRefusal } from './refusalKinds.ts'
import { readPrompt, readUser } from './userRecord.ts'
import { withdrawnIn } from './withdrawn.ts'

export function readClaudeRecord(record: Fields, place: Place): Piece | null {
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
  if (text !== null) return notice(record, place, 'info', text)
  const words = ourWords('model_silent', {
    ...(model !== null && { model }),
    ...(other !== null && { other })
  })
  const silent = notice(record, place, 'info', words.text)
  return { ...silent, message: { ...silent.message, told: words.told } }
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

function failedNotice(record: Fields, place: Place, failure: Failure): Piece {
  const message = base(record, place, 'system', [{ type: 'text', text: failure.message }])
  return { kind: 'message', message: { ...message, notice: 'failed', failure } }
}
