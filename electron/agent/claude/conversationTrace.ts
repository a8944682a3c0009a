/**
 * Under which id a process of Claude Code goes on: it begins under the one it was started with, and takes another
 * when its context is cleared. Frames say so, first that it was cleared and then, in what follows, the new id.
 * Owned by `HeardProcess`. Does no I/O.
 */
import { z } from 'zod'
import { SessionId } from '../../../shared/ids.ts'
import type { ConversationChange } from '../port.ts'
import type { Frame, ResetFrame } from './frames.ts'

const Named = z.object({ session_id: SessionId })

export class ConversationTrace {
  #id: string
  /** It said that it forgets, and not yet under which id it goes on. */
  #reset: ResetFrame | null = null

  constructor(id: string) {
    this.#id = id
  }

  get id(): string {
    return this.#id
  }

  /** What the frame changes, null as a rule. */
  read(frame: Frame, raw: unknown, now: Date): ConversationChange | null {
    if (frame.type === 'conversation_reset') {
      this.#reset = frame
      return null
    }
    // Only these are sure to name it, and most frames are deltas.
    const names = frame.type === 'result' || (frame.type === 'system' && frame.subtype === 'init')
    if (!names && this.#reset === null) return null
    const id = Named.safeParse(raw).data?.session_id
    if (id === undefined || id === this.#id) return null
    const reset = this.#reset
    this.#id = id
    this.#reset = null
    return {
      id,
      at: reset?.timestamp ?? now.toISOString(),
      messageId: reset?.user_message_uuid ?? null,
      isReset: reset !== null
    }
  }
}
