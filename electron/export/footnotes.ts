/**
 * Footnotes of an export, by the rules of the page: `[^label]` is a mark where the text has that note, wherever in it,
 * and a note is drawn where it stands. Used by `htmlText.ts`.
 */
import type { TokenizerExtension, Tokens } from 'marked'
import { readFence, takeFenceLine } from '../../shared/markdown/fences.ts'
import type { OpenFence } from '../../shared/markdown/fences.ts'

/** Labels of the notes of a text, as marked keeps what links name. */
export type NoteLabels = ReadonlySet<string>

const beginning = /^ {0,3}\[\^([^\s[\]]{1,99})\]:[ \t]*/
/** Of a line that may begin a note or a fence. */
const longestBeginning = 200

export function noteLabels(text: string): NoteLabels {
  const labels = new Set<string>()
  if (!text.includes('[^')) return labels
  let open: OpenFence | null = null
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at)
    const end = newline === -1 ? text.length : newline
    const line = text.slice(at, Math.min(end, at + longestBeginning))
    if (open !== null) open = takeFenceLine(open, line, { text, start: at })
    else {
      const fence = readFence(line)
      if (fence !== null) open = { ...fence, inside: [] }
      const label = beginning.exec(line)?.[1]
      if (label !== undefined) labels.add(normalLabel(label))
    }
    at = end + 1
  }
  return labels
}

interface NoteToken extends Tokens.Generic {
  readonly label: string
}

export function noteMarkOf(labels: NoteLabels): TokenizerExtension {
  return {
    name: 'noteMark',
    level: 'inline',
    start: (text) => {
      const found = text.indexOf('[^')
      return found === -1 ? undefined : found
    },
    tokenizer(text): NoteToken | undefined {
      const match = /^\[\^([^\s[\]]{1,99})\]/.exec(text)
      return match?.[1] === undefined || !labels.has(normalLabel(match[1]))
        ? undefined
        : { type: 'noteMark', raw: match[0], label: match[1] }
    }
  }
}

/** Up to a blank line behind which nothing is indented, or to the next note. */
export const noteBlock: TokenizerExtension = {
  name: 'noteBlock',
  level: 'block',
  start: (text) => {
    const found = text.search(/\n[ \t]*\n {0,3}\[\^/)
    return found === -1 ? undefined : found
  },
  tokenizer(text): NoteToken | undefined {
    const match = beginning.exec(text.slice(0, longestBeginning))
    if (match?.[1] === undefined) return undefined
    const raw = text.slice(0, noteLength(text))
    const inner = raw.slice(match[0].length).replaceAll(/\n {2,4}/g, '\n')
    return { type: 'noteBlock', raw, label: match[1], tokens: this.lexer.blockTokens(inner, []) }
  }
}

function noteLength(text: string): number {
  let wasBlank = false
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at)
    const end = newline === -1 ? text.length : newline + 1
    const line = text.slice(at, Math.min(end, at + longestBeginning))
    const isBlank = line.trim() === ''
    if (at > 0 && !isBlank && ((wasBlank && !/^(?: {2}|\t)/.test(line)) || beginning.test(line))) return at
    wasBlank = isBlank
    at = end
  }
  return text.length
}

function normalLabel(label: string): string {
  return label.toLowerCase().toUpperCase().toLowerCase()
}
