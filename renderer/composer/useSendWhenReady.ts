/**
 * Enter pressed a moment too early (the session loads, the connection comes back) is not lost: the message goes
 * as soon as it can. Whoever changes a word meanwhile decides anew. Used by the composer.
 */
import { useCallback, useEffect, useRef } from 'react'
import type { Attachment } from '../../shared/session.ts'
import type { SendBlock } from './sendBlock.ts'

interface Waiting<How> {
  readonly how: How
  readonly draft: string
  readonly attachments: readonly Attachment[]
}

interface Sending<How> {
  readonly blocked: SendBlock | null
  readonly draft: string
  readonly attachments: readonly Attachment[]
  /** As it is in this render: what sends must know that nothing blocks it any more. */
  readonly send: (how: How) => void
}

/** Returns a function that remembers how to send until nothing blocks it any more. */
export function useSendWhenReady<How>({
  blocked,
  draft,
  attachments,
  send
}: Sending<How>): (how: How) => void {
  const waiting = useRef<Waiting<How> | null>(null)

  useEffect(() => {
    const kept = waiting.current
    if (kept === null || blocked?.passes === true) return
    waiting.current = null
    if (blocked === null && kept.draft === draft && isSame(kept.attachments, attachments)) send(kept.how)
  }, [blocked, draft, attachments, send])

  return useCallback(
    (how) => {
      waiting.current = { how, draft, attachments }
    },
    [draft, attachments]
  )
}

function isSame(a: readonly Attachment[], b: readonly Attachment[]): boolean {
  return a.length === b.length && a.every((attachment, at) => attachment === b[at])
}
