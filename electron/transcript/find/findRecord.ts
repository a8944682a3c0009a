/**
 * Reads lines for a search: those that can hold what is looked for as they are, long results among the
 * others without their text, which is most of a transcript's bytes. Used by `session/acts/sessionFind.ts`; and
 * with nothing looked for by `session/acts/branchPages.ts`, to learn where pages begin.
 */
import { isFields, parseMessageLine } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'

/** Bare quotes: no text inside a message can look like this. */
const resultText = Buffer.from('"type":"tool_result","content":"')
const toolUseResult = Buffer.from(',"toolUseResult":')
/** How far into a line the beginning of a result may stand. */
const HEAD = 1024
const QUOTE = 0x22
const BACKSLASH = 0x5c

/** A reader of lines for `PageReading.parse`: ids, places and everything that `matters` come as they are; it is asked of results only. */
export function skimmed(matters: (line: Buffer) => boolean): (line: Buffer) => Fields | null {
  return (line) => {
    const at = line.subarray(0, HEAD).indexOf(resultText)
    const isLong = at !== -1 && !matters(line)
    return (isLong ? skim(line, at + resultText.length) : null) ?? parseMessageLine(line)
  }
}

/** A record without the text of its first tool result, which begins at `begin`, and without what repeats it; null when it has it elsewhere. */
function skim(line: Buffer, begin: number): Fields | null {
  const end = endOfText(line, begin)
  if (end === -1) return null
  const head = line.toString('utf8', 0, begin)
  const cut = line.indexOf(toolUseResult, end)
  const record = cut === -1 ? null : parsed(`${head}${line.toString('utf8', end, cut)}}`)
  if (record !== null && 'uuid' in record && 'timestamp' in record) return record
  return parsed(head + line.toString('utf8', end))
}

function parsed(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? value : null
  } catch {
    return null // Torn, or what we took for a key of the record stood deeper: the whole line is read.
  }
}

/** Where the quote stands that ends a text of JSON, -1 in a torn line. */
function endOfText(line: Buffer, begin: number): number {
  for (let quote = line.indexOf(QUOTE, begin); quote !== -1; quote = line.indexOf(QUOTE, quote + 1)) {
    let escapes = 0
    while (line[quote - 1 - escapes] === BACKSLASH) escapes += 1
    if (escapes % 2 === 0) return quote
  }
  return -1
}
