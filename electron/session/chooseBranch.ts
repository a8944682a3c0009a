/**
 * Where a rewind leads: the place a person named, as a choice of branch the session's row can keep.
 * Changes nothing. Called by `rewind.ts`.
 */
import { stat } from 'node:fs/promises'
import { Refusal, unreachable } from '../../shared/errors.ts'
import type { SessionMessage } from '../../shared/session.ts'
import type { Rewind } from '../../shared/steering.ts'
import type { BranchChoice } from '../transcript/branchChoice.ts'
import { placeAfter, placeBefore, placeThrough } from '../transcript/branches.ts'
import type { Place } from '../transcript/branches.ts'
import type { SessionPast } from './past.ts'

const searchPage = 200

/** Refuses with 404 `message_not_found`, and with 409 `cannot_rewind` to go back before what no person sent. */
export async function chooseBranch(past: SessionPast, { messageId, place }: Rewind): Promise<BranchChoice> {
  const gap = past.supplementOf === null ? null : await findGap(past, messageId)
  const hides = place === 'before' && gap !== null ? gap.behind : []
  const hidden = [...new Set([...past.branch.hidden, ...hides])]
  const file = await past.file()
  const found =
    gap !== null && !gap.isWritten
      ? await supplementedPlace(file, gap, place)
      : file === null
        ? missing
        : await (place === 'before' ? placeBefore : placeThrough)(file, messageId)
  switch (found.kind) {
    case 'missing':
      throw unknownMessage()
    case 'no_prompt':
      throw new Refusal(
        409,
        'cannot_rewind',
        'A session goes back to before something you sent. This was not sent by you.'
      )
    case 'found':
      if (found.isTip) return { head: null, hidden }
      return { head: { at: found.at, size: file === null ? 0 : (await stat(file)).size }, hidden }
    default:
      return unreachable(found)
  }
}

export function unknownMessage(): Refusal {
  return new Refusal(404, 'message_not_found', 'This session has no such message.')
}

const missing: Place = { kind: 'missing' }

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

async function supplementedPlace(file: string | null, gap: Gap, place: Rewind['place']): Promise<Place> {
  if (place === 'before' && !gap.isPrompt) return { kind: 'no_prompt' }
  if (file === null || gap.after === null) {
    return { kind: 'found', at: null, isTip: place === 'through' && file === null }
  }
  return (place === 'before' ? placeAfter : placeThrough)(file, gap.after)
}
