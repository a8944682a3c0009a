/**
 * Looks for a text in messages, the newest first, and keeps the newest hits. One search of one session;
 * `session/acts/sessionFind.ts` gives it the pages.
 */
import { unreachable } from '../../../shared/errors.ts'
import type { FindHit, FindResult } from '../../../shared/find.ts'
import type { ContentBlock, SessionMessage } from '../../../shared/session.ts'
import { isFields } from '../record/fields.ts'
import { findQuery, hitsIn, snippetOf } from './findText.ts'
import type { FindQuery } from './findText.ts'
import { Slices } from '../../slices.ts'

/** Given messages from the newest to the oldest; keeps the newest `limit` hits. */
export class MessageSearch {
  readonly #query: FindQuery
  readonly #limit: number
  readonly #signal: AbortSignal | null
  /** Newest message first, in each the oldest hit first. */
  #hits: FindHit[][] = []
  #kept = 0
  #total = 0
  readonly #slices: Slices

  /** @param slices shared with whoever reads the pages */
  constructor(query: string, limit: number, signal: AbortSignal | null, slices = new Slices()) {
    this.#query = findQuery(query)
    this.#limit = limit
    this.#signal = signal
    this.#slices = slices
  }

  /** Searches a page, oldest message first, that stands before those searched already. Rejects with the signal's reason. */
  async addOlder(messages: readonly SessionMessage[]): Promise<void> {
    this.#signal?.throwIfAborted()
    for (const message of messages.toReversed()) {
      const hits = await this.#hitsInMessage(message)
      if (hits.length === 0) continue
      this.#hits.push(hits)
      this.#kept += hits.length
    }
  }

  result(): FindResult {
    return { hits: this.#hits.toReversed().flat().slice(-this.#limit), total: this.#total }
  }

  async #hitsInMessage({ id, role, content }: SessionMessage): Promise<FindHit[]> {
    const hits: FindHit[] = []
    for (const [blockIndex, block] of content.entries()) {
      let occurrence = 0
      const isMarkdown = role !== 'user' && (block.type === 'text' || block.type === 'thinking')
      for (const text of textsOf(block)) {
        if (this.#slices.isOver) await this.#breathe()
        for (const found of hitsIn(text, this.#query, isMarkdown)) {
          this.#total += found.length
          for (const hit of found) {
            if (this.#kept < this.#limit)
              hits.push({ messageId: id, blockIndex, occurrence, ...snippetOf(text, hit) })
            occurrence += 1
          }
          // Of one message the newest hits are its last ones.
          if (hits.length > 2 * this.#limit) hits.splice(0, hits.length - this.#limit)
          if (this.#slices.isOver) await this.#breathe()
        }
      }
    }
    return hits
  }

  async #breathe(): Promise<void> {
    await this.#slices.rest()
    this.#signal?.throwIfAborted()
  }
}

/** Everything in a block that people read, in the order in which it stands there. */
function* textsOf(block: ContentBlock): Generator<string> {
  switch (block.type) {
    case 'text':
      yield block.text
      return
    case 'thinking':
      yield block.thinking
      return
    case 'tool_use':
      yield* textsIn(block.input)
      return
    case 'tool_result':
      if (typeof block.content === 'string') yield block.content
      else for (const part of block.content) if (part.type === 'text') yield part.text
      return
    case 'document':
      if (block.source.type === 'text') yield block.source.data
      return
    case 'image':
    case 'unknown':
      return
    default:
      unreachable(block)
  }
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (Array.isArray(value)) for (const item of value) yield* textsIn(item)
  else if (isFields(value)) for (const item of Object.values(value)) yield* textsIn(item)
}
