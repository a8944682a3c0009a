/** What the readers of transcripts are told of Gemini CLI's. */
import { ourFormat } from '../../transcript/record/ourFormat.ts'
import { countAt, fieldsAt, textAt } from '../../transcript/record/fields.ts'
import type { Fields } from '../../transcript/record/fields.ts'
import type { CountedAs, RecordFormat } from '../../transcript/record/recordFormat.ts'
import { subagentsOf } from './geminiFiles.ts'
import { readGeminiRecord } from './geminiRecord.ts'

/** No prices: what a call costs is said nowhere in these files. */
export const geminiFormat: RecordFormat = {
  ...ourFormat,
  read: readGeminiRecord,
  counted: countedAs,
  beside: { folder: () => null, list: subagentsOf }
}

/** `input` holds what came from the cache, `output` nothing of the thoughts; what tools put into a prompt stands apart. */
function countedAs(record: Fields, memory: string): CountedAs {
  if (record['type'] === 'user') return { record, memory }
  if (record['type'] !== 'gemini') return { record: null, memory }
  const tokens = fieldsAt(record, 'tokens')
  const cached = tokens === null ? 0 : countAt(tokens, 'cached')
  const usage = tokens && {
    input_tokens: Math.max(0, countAt(tokens, 'input') - cached) + countAt(tokens, 'tool'),
    cache_read_input_tokens: cached,
    output_tokens: countAt(tokens, 'output') + countAt(tokens, 'thoughts')
  }
  const message = { id: textAt(record, 'id'), model: textAt(record, 'model') ?? 'unknown', usage }
  return { record: { type: 'assistant', timestamp: record['timestamp'], message }, memory }
}
