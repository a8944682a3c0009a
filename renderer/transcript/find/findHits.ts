/**
 * Hits of a search within one session: those the server found in the transcript, and those in messages
 * that still grow, which it cannot know. Pure.
 */
import { cutPlace, nextPlace } from '../../../shared/cutText.ts'
import { unreachable } from '../../../shared/errors.ts'
import type { FindHit } from '../../../shared/find.ts'
import { findPattern, hitsOf } from '../../../shared/findPattern.ts'
import type { ContentBlock, SessionMessage } from '../../../shared/session.ts'
import { stringsIn } from '../tools/shownJson.ts'

/** Units before and after a hit in its snippet. */
const AROUND = 80

/** Hits in these messages, in their order. */
export function findInMessages(messages: readonly SessionMessage[], query: string): readonly FindHit[] {
  if (query === '') return []
  const pattern = findPattern(query)
  return messages.flatMap((message) =>
    message.content.flatMap((block, blockIndex) => {
      const text = textOf(block)
      // As the server does: what an agent writes is Markdown, and found as it is drawn.
      const isMarkdown = message.role !== 'user' && (block.type === 'text' || block.type === 'thinking')
      return Array.from(hitsOf(text, pattern, isMarkdown), ({ at, length }, occurrence) => ({
        messageId: message.id,
        blockIndex,
        occurrence,
        ...snippetOf(text, at, length)
      }))
    })
  )
}

/** How many hits a call of a tool holds. */
export function countHits(block: ContentBlock, query: string): number {
  return query === '' ? 0 : Array.from(hitsOf(textOf(block), findPattern(query), false)).length
}

/** The server's hits, with those of messages that grow taken from what is here. */
export function mergeHits(
  stored: readonly FindHit[],
  live: readonly FindHit[],
  open: readonly SessionMessage[]
): readonly FindHit[] {
  if (open.length === 0) return stored
  const growing = new Set<string>(open.map(({ id }) => id))
  return [...stored.filter(({ messageId }) => !growing.has(messageId)), ...live]
}

export type HitPlace = Pick<FindHit, 'messageId' | 'blockIndex' | 'occurrence'>

export function isSameHit(one: HitPlace, other: HitPlace): boolean {
  return (
    one.messageId === other.messageId &&
    one.blockIndex === other.blockIndex &&
    one.occurrence === other.occurrence
  )
}

/** The next hit in either direction, past the end again from the beginning. Null without hits. */
export function stepFrom(hits: readonly FindHit[], current: HitPlace | null, step: 1 | -1): FindHit | null {
  const at = current === null ? -1 : hits.findIndex((hit) => isSameHit(hit, current))
  if (at === -1) return (step === 1 ? hits[0] : hits.at(-1)) ?? null
  return hits[(at + step + hits.length) % hits.length] ?? null
}

/** Where to begin: the first hit in view or below it, else the newest. `rowOf` is -1 for what is not loaded. */
export function firstHit(
  hits: readonly FindHit[],
  rowOf: (hit: FindHit) => number,
  topRow: number
): FindHit | null {
  return hits.find((hit) => rowOf(hit) >= topRow) ?? hits.at(-1) ?? null
}

function snippetOf(text: string, index: number, length: number): Pick<FindHit, 'snippet' | 'start' | 'end'> {
  // No further than is shown: a line may be the whole text, and hold a hit at each of its letters.
  const before = text.slice(Math.min(index, nextPlace(text, Math.max(0, index - AROUND))), index + 1)
  const after = text.slice(index + length, Math.max(index + length, cutPlace(text, index + length + AROUND)))
  const lineEnd = after.indexOf('\n')
  const from = index + 1 - before.length + before.lastIndexOf('\n') + 1
  const to = index + length + (lineEnd === -1 ? after.length : lineEnd)
  return { snippet: text.slice(from, to), start: index - from, end: index - from + length }
}

function textOf(block: ContentBlock): string {
  switch (block.type) {
    case 'text':
      return block.text
    case 'thinking':
      return block.thinking
    case 'tool_use':
      return stringsIn(block.input).join('\n')
    case 'tool_result':
      return typeof block.content === 'string'
        ? block.content
        : block.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
    case 'document':
      return block.source.type === 'text' ? block.source.data : ''
    case 'image':
    case 'unknown':
      return ''
    default:
      return unreachable(block)
  }
}
