/**
 * Where a rewind leads: the place a person named, as a choice of branch the session's row can keep.
 * Changes nothing. Called by `rewind.ts`.
 */
import { stat } from 'node:fs/promises'
import { unreachable } from '../../../shared/errors.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import type { Rewind } from '../../../shared/steering.ts'
import { Refusal } from '../../refusal.ts'
import type { BranchChoice } from '../../transcript/branch/branchChoice.ts'
import { placeAfter, placeBefore, placeThrough } from '../../transcript/branch/branches.ts'
import type { BranchPlace } from '../../transcript/branch/branches.ts'
import type { RecordFormat } from '../../transcript/record/recordFormat.ts'
import type { TranscriptPart } from '../../transcript/page/readParts.ts'
import type { SessionPast } from '../past/past.ts'

const searchPage = 200

/** Refuses with 404 `message_not_found`, and with 409 `cannot_rewind` to go back before what no person sent. */
export async function chooseBranch(past: SessionPast, { messageId, place }: Rewind): Promise<BranchChoice> {
  const gap = past.supplementOf === null ? null : await findGap(past, messageId)
  const hides = place === 'before' && gap !== null ? gap.behind : []
  const hidden = [...new Set([...past.branch.hidden, ...hides])]
  const parts = await partsToSearch(past)
  const isSupplemented = gap !== null && !gap.isWritten
  const { found, part } = isSupplemented
    ? await supplementedPlace(parts, { ...gap, format: past.format }, place)
    : await placeIn(parts, (file) =>
        (place === 'before' ? placeBefore : placeThrough)(file, messageId, past.format)
      )
  switch (found.kind) {
    case 'missing':
      throw unknownMessage()
    case 'no_prompt':
      throw new Refusal(409, 'cannot_rewind', { why: 'not_yours' })
    case 'found': {
      const before = found.at === null ? await partBefore(past, part) : null
      // Before what came first in a later part is where the earlier one ends.
      if (before !== null) return { head: await headOf(before), hidden, conversation: before.id }
      const elsewhere = part === null || part.id === past.conversation ? null : { conversation: part.id }
      if (found.isTip) return { head: null, hidden, ...elsewhere }
      const size = part === null ? 0 : (await stat(part.file)).size
      return { head: { at: found.at, size }, hidden, ...elsewhere }
    }
    default:
      return unreachable(found)
  }
}

export function unknownMessage(): Refusal {
  return new Refusal(404, 'message_not_found')
}

const missing: BranchPlace = { kind: 'missing' }

interface PlaceInPart {
  readonly found: BranchPlace
  /** The part it is in; null when there is none. */
  readonly part: TranscriptPart | null
}

/** The parts the session reads as, newest first, then those it has left. */
async function partsToSearch(past: SessionPast): Promise<TranscriptPart[]> {
  const parts = await past.parts()
  const left = (await past.allParts()).filter(({ id }) => parts.every((part) => part.id !== id))
  return [...parts.toReversed(), ...left]
}

async function placeIn(
  parts: readonly TranscriptPart[],
  look: (file: string) => Promise<BranchPlace>
): Promise<PlaceInPart> {
  for (const part of parts) {
    const found = await look(part.file)
    if (found.kind !== 'missing') return { found, part }
  }
  return { found: missing, part: null }
}

/** The part another one came after, null when it came first. */
async function partBefore(past: SessionPast, part: TranscriptPart | null): Promise<TranscriptPart | null> {
  return part === null ? null : ((await past.parts(part.id)).at(-2) ?? null)
}

async function headOf({ file, head }: TranscriptPart): Promise<BranchChoice['head']> {
  return head === null ? null : { at: head, size: (await stat(file)).size }
}

/** Where a message stands among what the transcript lacks. */
interface Gap {
  readonly isWritten: boolean
  /** The message and what follows it, up to the next one the transcript has: nobody else can take it back. */
  readonly behind: readonly string[]
  /** The last message before it that the transcript has, null when there is none. */
  readonly after: string | null
  readonly isPrompt: boolean
}

/** Walks back over the active branch until the message is met; null when it is on none of its pages. */
async function findGap(past: SessionPast, messageId: string): Promise<Gap | null> {
  let messages: SessionMessage[] = []
  const written = new Set<string>()
  let before: string | null | undefined
  while (before !== null) {
    const page = await past.pageWithOrigin({
      limit: searchPage,
      ...(before === undefined ? null : { before })
    })
    messages = [...page.messages, ...messages]
    for (const id of page.written) written.add(id)
    before = page.before
    const at = messages.findIndex(({ id }) => id === messageId)
    // What it follows may stand on the page before.
    if (at > 0 || (at === 0 && before === null)) return gapAt(messages, at, written)
  }
  return null
}

function gapAt(messages: readonly SessionMessage[], at: number, written: ReadonlySet<string>): Gap {
  // The notice that a session was resumed belongs to the prompt behind it.
  const from = messages[at - 1]?.notice === 'resumed' ? at - 1 : at
  const later = messages.slice(from)
  const next = later.findIndex(({ id }) => written.has(id))
  const after = messages.slice(0, from).findLast(({ id, parentToolUseId }) => {
    return written.has(id) && parentToolUseId === undefined
  })
  const message = messages[at]
  return {
    isWritten: message !== undefined && written.has(message.id),
    behind: (next === -1 ? later : later.slice(0, next)).map(({ id }) => id),
    after: after?.id ?? null,
    isPrompt: message?.role === 'user'
  }
}

async function supplementedPlace(
  parts: readonly TranscriptPart[],
  gap: Gap & { readonly format: RecordFormat },
  place: Rewind['place']
): Promise<PlaceInPart> {
  const part = parts[0] ?? null
  if (place === 'before' && !gap.isPrompt) return { found: { kind: 'no_prompt' }, part }
  const { after, format } = gap
  if (part === null || after === null) {
    return { found: { kind: 'found', at: null, isTip: place === 'through' && part === null }, part }
  }
  return placeIn(parts, (file) => (place === 'before' ? placeAfter : placeThrough)(file, after, format))
}
