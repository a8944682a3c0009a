/**
 * What subagents did in sessions of older versions of Claude Code, which wrote it into the session's own file:
 * lines marked as side chains, between the tool use that started the subagent and its result. Pure; called by
 * `readPage.ts` with the lines it has passed by.
 */
import type { SessionMessage } from '../../../shared/session.ts'
import { assemble } from './assemble.ts'
import { fieldsAt, isFields, textAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import { placeThread } from './placeThread.ts'
import { readRecord } from '../record/record.ts'
import type { RecordFormat } from '../record/recordFormat.ts'
import { timeOf } from '../record/recordTime.ts'
import type { Place } from '../record/pieces.ts'

/** A line of a side chain, parsed; `offset` is its first byte in the file. */
export interface SideLine {
  readonly record: Fields
  readonly offset: number
}

interface Starter {
  readonly toolUseId: string
  readonly prompt: string | null
  readonly at: string
}

/** Messages of each subagent, its newest. */
const MOST_MESSAGES = 200

/** Whether a message asks for a subagent. */
export function startersIn(
  messages: readonly SessionMessage[],
  { startsAside }: Pick<RecordFormat, 'startsAside'>
): readonly Starter[] {
  return messages.flatMap(({ content, createdAt: at }) =>
    content.flatMap((block) => {
      if (block.type !== 'tool_use' || !startsAside(block.name)) return []
      return [
        { toolUseId: block.id, prompt: isFields(block.input) ? textAt(block.input, 'prompt') : null, at }
      ]
    })
  )
}

/** `messages` with the steps of the subagents they started. `lines` oldest first. */
export function placeSideThreads(
  messages: readonly SessionMessage[],
  lines: readonly SideLine[],
  { format, ...place }: Omit<Place, 'offset' | 'parentToolUseId'> & { readonly format: RecordFormat }
): SessionMessage[] {
  const free = [...startersIn(messages, format)]
  let placed = [...messages]
  for (const thread of threadsIn(lines)) {
    const starter = starterOf(thread, free)
    if (starter === null) continue
    free.splice(free.indexOf(starter), 1)
    const { toolUseId: parentToolUseId } = starter
    const pieces = thread.flatMap(({ record, offset }) => {
      const piece = readRecord(record, { ...place, offset, parentToolUseId }, format)
      return piece === null ? [] : [piece]
    })
    placed = placeThread(placed, parentToolUseId, assemble(pieces).slice(-MOST_MESSAGES))
  }
  return placed
}

/** The lines of each subagent: what follows one another, from a beginning on. */
function threadsIn(lines: readonly SideLine[]): SideLine[][] {
  const threads: SideLine[][] = []
  const threadOf = new Map<string, SideLine[]>()
  for (const line of lines) {
    const uuid = textAt(line.record, 'uuid')
    if (uuid !== null && threadOf.has(uuid)) continue
    const parent = textAt(line.record, 'parentUuid')
    let thread = parent === null ? undefined : threadOf.get(parent)
    if (thread === undefined) {
      thread = []
      threads.push(thread)
    }
    thread.push(line)
    if (uuid !== null) threadOf.set(uuid, thread)
  }
  return threads
}

/** The task that was given in these words; else the newest that nobody has taken up when the thread began. */
function starterOf(thread: readonly SideLine[], free: readonly Starter[]): Starter | null {
  const [first] = thread
  if (first === undefined) return null
  const told = textAt(first.record, 'parentToolUseId')
  const named = told === null ? undefined : free.find(({ toolUseId }) => toolUseId === told)
  if (named !== undefined) return named
  const words = wordsOf(first.record)
  const same = words === null ? undefined : free.find(({ prompt }) => prompt?.trim() === words)
  if (same !== undefined) return same
  const begun = Date.parse(timeOf(first.record) ?? '')
  return free.findLast(({ at }) => Date.parse(at) <= begun) ?? null
}

function wordsOf(record: Fields): string | null {
  const content = fieldsAt(record, 'message')?.['content']
  if (typeof content === 'string') return content.trim()
  const block: unknown = Array.isArray(content) ? content[0] : null
  return isFields(block) ? (textAt(block, 'text')?.trim() ?? null) : null
}
