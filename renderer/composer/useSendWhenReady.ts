/**
 * Enter pressed a moment too early (the session loads, the connection comes back) is not lost: the message goes
 * as soon as it can. Whoever changes a word meanwhile decides anew. Used by the composer.
 */
import { useCallback, useEffect, useRef } from 'react'
import type { Attachment } from '../../shared/session.ts'
import type { SendBlock } from './sendBlock.ts'

interface Waiting {
  readonly send: () => void
  readonly draft: string
  readonly attachments: readonly Attachment[]
}

/** Returns a function that keeps `send` until nothing blocks it any more. */
export function useSendWhenReady(
  blocked: SendBlock | null,
  draft: string,
  attachments: readonly Attachment[]
): (send: () => void) => void {
  const waiting = useRef<Waiting | null>(null)

  useEffect(() => {
    const kept = waiting.current
    if (kept === null || blocked?.passes === true) return
    waiting.current = null
    if (blocked === null && kept.draft === draft && isSame(kept.attachments, attachments)) kept.send()
  }, [blocked, draft, attachments])

  return useCallback(
    (send) => {
      waiting.current = { send, draft, attachments }
    },
    [draft, attachments]
  )
}

function isSame(a: readonly Attachment[], b: readonly Attachment[]): boolean {
  return a.length === b.length && a.every((attachment, at) => attachment === b[at])
}
