/**
 * What a record of Gemini CLI's means to a reader (seen in 0.61.0). A line is a message, or `$set`, which changes what is
 * true of the session and is passed over: what it puts in place of all messages are those the model is sent from then on.
 * A message is written again, under the same id, when its calls have ended; its words count as they stood first. What
 * was taken back (`$rewindTo`) is shown: it was said. Pure.
 */
import { fieldsAt, isFields, notTooDeep, textAt } from '../../transcript/record/fields.ts'
import type { Fields } from '../../transcript/record/fields.ts'
import { base, contentOf, notice, whole } from '../../transcript/record/pieces.ts'
import type { Piece, Place } from '../../transcript/record/pieces.ts'

/** Null for what is not shown. */
export function readGeminiRecord(record: Fields, place: Place): Piece | null {
  const id = textAt(record, 'id')?.slice(0, 200) || null
  if (id === null) return null
  switch (record['type']) {
    case 'user':
      return named(id, readUser(record, place))
    case 'gemini':
      return readAnswer(record, place, id)
    case 'info':
    case 'warning':
      return named(id, readNotice(record, place, 'info'))
    case 'error':
      return named(id, readNotice(record, place, 'failed'))
    default:
      return named(id, whole(record, place, 'system', [{ type: 'unknown', raw: notTooDeep(record) }]))
  }
}

function named(id: string, piece: Piece | null): Piece | null {
  return piece && { ...piece, message: { ...piece.message, id } }
}

function readUser(record: Fields, place: Place): Piece | null {
  const sent = partsOf(record['content'])
  const results = sent.flatMap(resultIn)
  if (results.length > 0) return whole(record, place, 'user', contentOf(results, place))
  // What it was typed as, where files were put into it.
  const typed = partsOf(record['displayContent'])
  const blocks = contentOf((typed.length > 0 ? typed : sent).flatMap(blockOf), place)
  return blocks.length === 0 ? null : whole(record, place, 'user', blocks)
}

function readAnswer(record: Fields, place: Place, id: string): Piece | null {
  const calls: readonly unknown[] = Array.isArray(record['toolCalls']) ? record['toolCalls'] : []
  const words = calls.length > 0 ? [] : partsOf(record['content']).flatMap(blockOf)
  const blocks = contentOf([...thoughtsIn(record), ...words, ...calls.flatMap(callOf)], place)
  if (blocks.length === 0) return null
  const message = { ...base(record, place, 'assistant', blocks), id }
  const model = textAt(record, 'model')
  return { kind: 'answer', message: model ? { ...message, model } : message, blockIndex: null }
}

function readNotice(record: Fields, place: Place, kind: 'info' | 'failed'): Piece | null {
  const text = partsOf(record['content'])
    .flatMap((part) => (isFields(part) ? (textAt(part, 'text') ?? []) : []))
    .join('\n')
  return text === '' ? null : notice(record, place, kind, text)
}

/** A text alone is one part. */
function partsOf(content: unknown): readonly unknown[] {
  if (typeof content === 'string') return content === '' ? [] : [{ text: content }]
  if (Array.isArray(content))
    return content.map((part: unknown) => (typeof part === 'string' ? { text: part } : part))
  return isFields(content) ? [content] : []
}

/** In the words of the Messages API. */
function blockOf(part: unknown): readonly unknown[] {
  if (!isFields(part)) return [part]
  const text = textAt(part, 'text')
  if (text !== null) return text === '' || isForModel(text) ? [] : [{ type: 'text', text }]
  const data = fieldsAt(part, 'inlineData')
  if (data !== null) {
    const source = { type: 'base64', media_type: data['mimeType'], data: data['data'] }
    return [{ type: String(data['mimeType']).startsWith('image/') ? 'image' : 'document', source }]
  }
  // Of calls the record itself says more.
  return 'functionCall' in part ? [] : [part]
}

/** What the program tells the model of the folder when a session begins. */
function isForModel(text: string): boolean {
  return text.startsWith('<session_context>')
}

function thoughtsIn(record: Fields): readonly unknown[] {
  const thoughts: readonly unknown[] = Array.isArray(record['thoughts']) ? record['thoughts'] : []
  return thoughts.flatMap((thought) => {
    if (!isFields(thought)) return []
    const [subject, description] = [textAt(thought, 'subject') ?? '', textAt(thought, 'description') ?? '']
    const thinking = [subject && `**${subject}**`, description].filter((part) => part !== '').join('\n\n')
    return thinking === '' ? [] : [{ type: 'thinking', thinking }]
  })
}

function callOf(call: unknown): readonly unknown[] {
  if (!isFields(call)) return []
  return [{ type: 'tool_use', id: call['id'], name: call['name'], input: call['args'] }]
}

function resultIn(part: unknown): readonly unknown[] {
  const answer = isFields(part) ? fieldsAt(part, 'functionResponse') : null
  const id = answer && textAt(answer, 'id')
  if (answer === null || id === null) return []
  const response = fieldsAt(answer, 'response') ?? {}
  const error = textAt(response, 'error')
  const said = error ?? textAt(response, 'output') ?? JSON.stringify(response)
  const isError = error !== null || /^Exit Code: -?[1-9]/mu.test(said.slice(-400))
  return [{ type: 'tool_result', tool_use_id: id, content: withoutWrapper(said), is_error: isError }]
}

/** What is put around an output for the model. */
function withoutWrapper(text: string): string {
  const [begin, end] = ['<untrusted_context>\n', '\n</untrusted_context>']
  return text.startsWith(begin) && text.endsWith(end) ? text.slice(begin.length, -end.length) : text
}
