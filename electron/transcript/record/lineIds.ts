/** Under which ids a line of a transcript may have been told as a message. Pure; used by the Claude adapter. */
import { fieldsAt, parseMessageLine, textAt } from './fields.ts'
import { sniffLine } from './sniff.ts'

/** The record's own, that of the API message it is a line of, that under which it was sent. */
export function idsIn(line: Buffer): string[] {
  const { kind } = sniffLine(line)
  if (kind === 'blank' || kind === 'meta') return []
  const record = parseMessageLine(line)
  if (record === null) return []
  const ids = [
    textAt(fieldsAt(record, 'message') ?? {}, 'id'),
    textAt(record, 'uuid'),
    textAt(record, 'submitUuid')
  ]
  return ids.filter((id) => id !== null)
}
