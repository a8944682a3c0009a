/**
 * Messages an agent's own transcript lacks: what a person had already read when a process was
 * killed, a prompt that never reached its agent. Skein keeps them in a small file of its own and
 * puts them where they belong when a page is read. Called by `session/past/transcriptSupplement.ts`.
 */
import { z } from 'zod'
import { codeOf } from '../../../shared/errors.ts'
import { SessionMessage } from '../../../shared/session.ts'
import { openForeignFile } from '../../machine/openForeignFile.ts'
import { appendWhole } from './appendWhole.ts'
import { parseLine } from '../record/fields.ts'
import { isEmptyAnswer } from '../record/record.ts'
import { linesIn } from '../lines/forwardLines.ts'

/** Messages that follow one another; `afterId` is the message before the first, null at the beginning. */
export const SupplementRun = z.object({
  afterId: z.string().nullable(),
  messages: z.array(SessionMessage)
})
export type SupplementRun = z.infer<typeof SupplementRun>

/** Adds a run to a supplement (made, for its owner only, when there is none). */
export async function appendSupplement(
  file: string,
  afterId: string | null,
  messages: readonly SessionMessage[]
): Promise<void> {
  const settled = messages.map((message) => ({ ...message, isStreaming: false }))
  const line = JSON.stringify({ afterId, messages: settled } satisfies SupplementRun)
  // The newline in front ends a line that a crash has torn.
  await appendWhole(file, `\n${line}\n`)
}

/** All runs, in the order they were added; none when there is no file. Torn lines are left out. */
export async function readSupplement(file: string): Promise<SupplementRun[]> {
  const bytes = await readIfThere(file)
  const runs: SupplementRun[] = []
  for (const { line } of linesIn(bytes)) {
    const run = SupplementRun.safeParse(parseLine(line))
    if (run.success) runs.push(run.data)
  }
  return runs
}

async function readIfThere(file: string): Promise<Buffer> {
  try {
    const handle = await openForeignFile(file, { followsLinks: false })
    try {
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

/** Where a page stands in its session. */
export interface PagePlace {
  readonly isOldest: boolean
  /** Anchors that are nowhere any more (the transcript was written anew): their runs go to the end of the page. */
  readonly gone: ReadonlySet<string>
}

/**
 * A page with what the supplement adds to it. A message that is in the page already is not added
 * again; where the supplement's version says more, it takes the other's place. A run whose anchor is
 * not in the page is left for the page that has it, or for the branch.
 */
export function mergeSupplement(
  page: readonly SessionMessage[],
  supplement: readonly SupplementRun[],
  place: PagePlace
): SessionMessage[] {
  const merged = [...page]
  for (const { afterId, messages } of supplement) {
    let at = placeAfter(merged, afterId, place)
    for (const message of messages) {
      if (isEmptyAnswer(message)) continue
      const there = merged.findIndex(({ id }) => id === message.id)
      const existing = merged[there]
      if (existing) {
        if (saysMore(message, existing) || isSameCommand(message, existing)) merged[there] = message
        at = at === null ? null : there + 1
      } else if (at !== null) {
        merged.splice(at, 0, message)
        at += 1
      }
    }
  }
  return merged
}

/** Where a run begins, null when it belongs to another page. */
function placeAfter(
  messages: readonly SessionMessage[],
  afterId: string | null,
  { isOldest, gone }: PagePlace
): number | null {
  if (afterId === null) return isOldest ? 0 : null
  const anchor = messages.findLastIndex(({ id }) => id === afterId)
  if (anchor !== -1) return anchor + 1
  return gone.has(afterId) ? messages.length : null
}

/** A command under another of its names: the agent writes down the one it knows it by, the person sent this one. */
export function isSameCommand(sent: SessionMessage, written: SessionMessage): boolean {
  const [mine, theirs] = [commandIn(sent), commandIn(written)]
  return mine !== null && theirs !== null && mine !== theirs
}

function commandIn({ role, content }: SessionMessage): string | null {
  const [block] = content
  const isCommand =
    role === 'user' && content.length === 1 && block?.type === 'text' && block.text.startsWith('/')
  return isCommand ? block.text : null
}

function saysMore(message: SessionMessage, existing: SessionMessage): boolean {
  if (message.content.length !== existing.content.length)
    return message.content.length > existing.content.length
  return lengthOf(message) > lengthOf(existing)
}

function lengthOf({ content }: SessionMessage): number {
  let length = 0
  for (const block of content) {
    if (block.type === 'text') length += block.text.length
    if (block.type === 'thinking') length += block.thinking.length
  }
  return length
}
