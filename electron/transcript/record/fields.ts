/**
 * Reads fields of records nobody promised us. Transcripts are written by programs of many versions,
 * so a line is never refused for a field it does not need: what is missing reads as null, and the
 * callers (`record.ts`, `blocks.ts`, `tally.ts`) decide what that means. By hand and not by a
 * schema: this runs on every line of a file, cold, while someone waits for the first page.
 */

/** An object of JSON of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>

/** Whether it is an object, and no array. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The text under `key`, or null when there is none. An empty text is a text. */
export function textAt(fields: Fields, key: string): string | null {
  const value = fields[key]
  return typeof value === 'string' ? value : null
}

/** The object in this field, null for anything else. */
export function fieldsAt(fields: Fields, key: string): Fields | null {
  const value = fields[key]
  return isFields(value) ? value : null
}

/** A finite count of zero or more, else 0. */
export function countAt(fields: Fields, key: string): number {
  const value = fields[key]
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0
}

/** Levels of a value that are kept; people and agents write a dozen. */
const DEEPEST = 200

/**
 * The value, with `…` for what lies deeper than 200 levels. JSON is read at any depth, and written at a few thousand levels
 * only: one such value would make a session that cannot be shown. A value that is not so deep comes back as it is.
 */
export function notTooDeep(value: unknown): unknown {
  return isDeeper(value, DEEPEST) ? cutBelow(value, DEEPEST) : value
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  return Object.values(value).some((item) => isDeeper(item, levels - 1))
}

function cutBelow(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (levels === 0) return '…'
  if (Array.isArray(value)) return value.map((item) => cutBelow(item, levels - 1))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cutBelow(item, levels - 1)]))
}

/**
 * One line of JSONL as a record, or null: torn, no JSON, or no object. Invalid UTF-8 reads as
 * replacement characters, a byte order mark and a trailing CR are ignored.
 */
export function parseLine(line: Buffer): Fields | null {
  const start = line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf ? 3 : 0
  try {
    const value: unknown = JSON.parse(line.toString('utf8', start))
    return isFields(value) ? value : null
  } catch {
    // A torn or foreign line says nothing a reader could be shown.
    return null
  }
}

const toolUseResultKey = Buffer.from(',"toolUseResult":')

/**
 * As `parseLine`, for a reader of messages: leaves out `toolUseResult` and what follows it. Claude
 * Code repeats there, in another form, what the message says; it is half of the bytes of a
 * transcript, and id, time and message stand in front of it. Ends the record at that key; when the
 * key stood deeper than in the record itself that is no JSON, and the whole line is parsed.
 */
export function parseMessageLine(line: Buffer): Fields | null {
  const cut = line.indexOf(toolUseResultKey)
  if (cut !== -1) {
    try {
      const value: unknown = JSON.parse(`${line.toString('utf8', 0, cut)}}`)
      if (isFields(value) && 'message' in value && 'uuid' in value && 'timestamp' in value) return value
    } catch {
      // The whole line is parsed below.
    }
  }
  return parseLine(line)
}
