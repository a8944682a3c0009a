/**
 * What a record of Codex's means to a reader. Each line is `{ timestamp, type, payload }` (seen in codex-cli 0.171.0). What
 * was said and done stands in `response_item`, as the model was sent it or sent it; events tell most of that a second time
 * and are passed over, but for the few that stand nowhere else. Of items nobody knows yet the raw one is shown; events
 * and other records nobody knows are the program's own notes, and are passed over. Pure.
 */
import type { ContentBlock } from '../../../shared/session.ts'
import { parseJson } from '../../../shared/parseJson.ts'
import { ourWords } from '../../ourFailure.ts'
import { fieldsAt, isFields, notTooDeep, textAt } from '../../transcript/record/fields.ts'
import type { Fields } from '../../transcript/record/fields.ts'
import { base, contentOf, notice, whole } from '../../transcript/record/pieces.ts'
import type { Piece, Place } from '../../transcript/record/pieces.ts'
import { meaningOf } from './codexPrompt.ts'

/** Null for what is not shown. */
export function readCodexRecord(record: Fields, place: Place): Piece | null {
  const payload = fieldsAt(record, 'payload')
  if (payload === null) return null
  switch (record['type']) {
    case 'response_item':
      return readItem(record, payload, place)
    case 'compacted':
      return notice(record, place, 'compacted', textAt(payload, 'message') ?? '')
    case 'event_msg':
      return readEvent(record, payload, place)
    default:
      return null
  }
}

function readItem(record: Fields, item: Fields, place: Place): Piece | null {
  const type = textAt(item, 'type')
  switch (type) {
    case 'message':
      return readMessage(record, item, place)
    case 'reasoning':
      return readReasoning(record, item, place)
    case 'function_call':
      return asked(record, place, calledOf(item, 'name'), argumentsOf(textAt(item, 'arguments')))
    case 'custom_tool_call':
      return asked(record, place, calledOf(item, 'name'), argumentsOf(textAt(item, 'input')))
    case 'local_shell_call':
      return asked(record, place, calledOf(item, null), item['action'])
    case 'tool_search_call':
      return asked(record, place, calledOf(item, null), item['arguments'])
    case 'function_call_output':
    case 'custom_tool_call_output':
      return answered(record, item, place, item['output'])
    case 'tool_search_output':
      return answered(record, item, place, JSON.stringify(item['tools'] ?? null))
    case 'web_search_call':
      return searched(record, item, place)
    // A state of the folder, and what only the model's own side can read.
    case 'ghost_snapshot':
    case 'compaction':
    case 'compaction_summary':
    case 'compaction_trigger':
    case 'context_compaction':
      return null
    default:
      return whole(record, place, 'system', [{ type: 'unknown', raw: notTooDeep(item) }])
  }
}

function readMessage(record: Fields, item: Fields, place: Place): Piece | null {
  switch (item['role']) {
    case 'assistant': {
      const blocks = contentOf(partsOf(item['content']), place)
      return blocks.length === 0 ? null : whole(record, place, 'assistant', blocks)
    }
    case 'user': {
      const meaning = meaningOf(item)
      if (meaning.kind === 'hidden') return null
      if (meaning.kind === 'info') return notice(record, place, 'info', meaning.text)
      return whole(record, place, 'user', contentOf(partsOf(meaning.parts), place))
    }
    default:
      return null // Of the vendor's, for the model.
  }
}

/** Its summary, and the reasoning itself where a model shows it. What is encrypted cannot be read by anybody here. */
function readReasoning(record: Fields, item: Fields, place: Place): Piece | null {
  const thinking = [...textsIn(item['summary']), ...textsIn(item['content'])].join('\n\n')
  return thinking === '' ? null : whole(record, place, 'assistant', [{ type: 'thinking', thinking }])
}

function textsIn(parts: unknown): string[] {
  return Array.isArray(parts)
    ? parts.flatMap((part: unknown) => (isFields(part) ? (textAt(part, 'text') ?? []) : []))
    : []
}

interface Called {
  readonly id: string | null
  readonly name: string
}

/** @param nameKey where its name stands; null: it is called as its kind of item is */
function calledOf(item: Fields, nameKey: string | null): Called {
  const name = nameKey === null ? null : textAt(item, nameKey)
  const server = textAt(item, 'namespace')
  const plain = name ?? (textAt(item, 'type') ?? 'tool').replace(/_call$/u, '')
  return {
    id: textAt(item, 'call_id') || textAt(item, 'id'),
    name: server === null ? plain : `${server}.${plain}`
  }
}

/** As the model wrote them: JSON as a rule, or a text. */
function argumentsOf(text: string | null): unknown {
  const value = parseJson(text ?? '')
  return isFields(value) ? value : { input: text ?? '' }
}

function asked(record: Fields, place: Place, { id, name }: Called, input: unknown): Piece {
  const block = { type: 'tool_use', id: id ?? `line:${place.offset}`, name, input: input ?? {} }
  return whole(record, place, 'assistant', contentOf([block], place))
}

function answered(record: Fields, item: Fields, place: Place, output: unknown): Piece | null {
  const id = textAt(item, 'call_id')
  return id === null ? null : whole(record, place, 'user', contentOf([resultBlock(id, output)], place))
}

function resultBlock(id: string, output: unknown): Fields {
  // Of 2025: an object, or a JSON text of one, with the output and how it ended.
  const value = typeof output === 'string' && output.startsWith('{') ? parseJson(output) : output
  if (isFields(value)) {
    const told = value['output'] ?? value['content']
    const exit = fieldsAt(value, 'metadata')?.['exit_code']
    const hasFailed = value['success'] === false || (typeof exit === 'number' && exit !== 0)
    if (typeof told === 'string')
      return { type: 'tool_result', tool_use_id: id, content: told, is_error: hasFailed }
  }
  const content = typeof output === 'string' ? output : partsOf(output)
  const isError = typeof output === 'string' && hasFailedExit(output)
  return { type: 'tool_result', tool_use_id: id, content, is_error: isError }
}

/** Told in the lines before the output itself. */
function hasFailedExit(output: string): boolean {
  const head = output.slice(0, 400).split('\nOutput:\n')[0] ?? ''
  return /^(?:Process exited with code|Exit code:) -?[1-9]/mu.test(head)
}

/** The model's own search: what was asked for is all that is told. */
function searched(record: Fields, item: Fields, place: Place): Piece {
  const { id, name } = calledOf(item, null)
  const block = { type: 'tool_use', id: id ?? `line:${place.offset}`, name, input: item['action'] ?? {} }
  const result = { type: 'tool_result', tool_use_id: block.id, content: '' }
  return whole(record, place, 'assistant', contentOf([block, result], place))
}

/** Parts of a message or an output in the words of the Messages API. */
function partsOf(content: unknown): unknown {
  if (!Array.isArray(content)) return content
  return content.map((part: unknown) => {
    if (!isFields(part)) return part
    switch (part['type']) {
      case 'input_text':
      case 'output_text':
      case 'text':
        return { type: 'text', text: textAt(part, 'text') ?? '' }
      case 'refusal':
        return { type: 'text', text: textAt(part, 'refusal') ?? '' }
      case 'input_image':
        return imageOf(textAt(part, 'image_url')) ?? part
      default:
        return part
    }
  })
}

function imageOf(url: string | null): Fields | null {
  if (url === null) return null
  const [, mediaType, data] = /^data:([\w.+-]+\/[\w.+-]+);base64,(.*)$/su.exec(url) ?? []
  const source =
    mediaType === undefined ? { type: 'url', url } : { type: 'base64', media_type: mediaType, data }
  return { type: 'image', source }
}

function readEvent(record: Fields, event: Fields, place: Place): Piece | null {
  switch (event['type']) {
    case 'turn_aborted': {
      const { text, told } = ourWords('turn_stopped')
      const piece = notice(record, place, 'interrupted', text)
      return { ...piece, message: { ...piece.message, told } }
    }
    case 'error': {
      const said = textAt(event, 'message')
      if (said === null) return null
      const content: ContentBlock[] = [{ type: 'text', text: said }]
      return { kind: 'message', message: { ...base(record, place, 'system', content), notice: 'failed' } }
    }
    default:
      return null
  }
}
