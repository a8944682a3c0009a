/** What the readers of transcripts are told of Codex's. */
import { ourFormat } from '../../transcript/record/ourFormat.ts'
import { countAt, fieldsAt, textAt } from '../../transcript/record/fields.ts'
import type { Fields } from '../../transcript/record/fields.ts'
import type { CountedAs, RecordFormat } from '../../transcript/record/recordFormat.ts'
import { readCodexRecord } from './codexRecord.ts'

/** No prices: what a call costs is said nowhere in these files. */
export const codexFormat: RecordFormat = {
  ...ourFormat,
  read: readCodexRecord,
  counted: countedAs
}

/** Of the lines so far: the session, the model that was asked last, the tokens its calls add up to. */
interface Memory {
  readonly session: string
  readonly model: string
  readonly total: number
}

/**
 * Codex tells tokens after each call, in an event that names neither the call nor the model, and tells the last one again
 * at any time: a call is known by the sum that it made. `input_tokens` holds what came from the cache and what went there.
 */
function countedAs(record: Fields, text: string): CountedAs {
  const memory = memoryIn(text)
  const payload = fieldsAt(record, 'payload') ?? {}
  switch (record['type']) {
    case 'session_meta': {
      const session = textAt(payload, 'id') ?? memory.session
      return { record: { cwd: payload['cwd'] }, memory: textOf({ ...memory, session }) }
    }
    case 'turn_context':
      return { record: null, memory: textOf({ ...memory, model: textAt(payload, 'model') ?? memory.model }) }
    case 'response_item':
      return { record: payload['role'] === 'user' ? record : null, memory: text }
    case 'event_msg':
      return payload['type'] === 'token_count'
        ? countedTokens(record, payload, memory)
        : { record: null, memory: text }
    default:
      return { record: null, memory: text }
  }
}

function countedTokens(record: Fields, payload: Fields, memory: Memory): CountedAs {
  const info = fieldsAt(payload, 'info') ?? {}
  const total = countAt(fieldsAt(info, 'total_token_usage') ?? {}, 'total_tokens')
  const last = fieldsAt(info, 'last_token_usage')
  if (last === null || total === memory.total) return { record: null, memory: textOf(memory) }
  const [read, written] = [countAt(last, 'cached_input_tokens'), countAt(last, 'cache_write_input_tokens')]
  const usage = {
    input_tokens: Math.max(0, countAt(last, 'input_tokens') - read - written),
    cache_read_input_tokens: read,
    cache_creation_input_tokens: written,
    output_tokens: countAt(last, 'output_tokens')
  }
  const message = { id: `codex:${memory.session}:${total}`, model: memory.model || 'unknown', usage }
  return {
    record: { type: 'assistant', timestamp: record['timestamp'], message },
    memory: textOf({ ...memory, total })
  }
}

function textOf({ session, model, total }: Memory): string {
  return [session, model, total].join('\n')
}

function memoryIn(text: string): Memory {
  const [session = '', model = '', total = ''] = text.split('\n')
  return { session, model, total: Number(total) || 0 }
}
