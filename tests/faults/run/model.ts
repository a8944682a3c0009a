/** What a person knows of one session in a fault run: what they sent and what they have seen. */
import { randomUUID } from 'node:crypto'
import type { SessionMessage } from '../../../shared/session.ts'
import { SessionId } from '../../../shared/ids.ts'
import type { Window } from './window.ts'

export interface Said {
  readonly id: string
  readonly text: string
  /** Written to the side-effect file each time the command runs; null for what runs none. */
  readonly mark: string | null
  /** It was sent before, and carried out. */
  readonly isAgain: boolean
  answered: 'no' | 'accepted' | 'refused'
}

export class SessionModel {
  readonly id = SessionId.parse(randomUUID())
  /** Messages that were there before the run began. */
  readonly hasLongPast: boolean
  /** The first prompt of that past: far behind what a session holds while it lives. */
  readonly oldPrompt: string = randomUUID()
  said: Said[] = []
  /** In the order in which they were on screen. */
  shown: SessionMessage[] = []
  window: Window | null = null

  constructor(hasLongPast: boolean) {
    this.hasLongPast = hasLongPast
  }

  /** Nothing has been said in it that was heard. */
  get isNew(): boolean {
    return !this.hasLongPast && this.said.every(({ answered }) => answered !== 'accepted')
  }

  /** Takes over what the window shows. */
  see(): void {
    const { window } = this
    if (window === null) return
    for (const said of this.said) {
      const ack = window.acks.get(said.id)
      if (ack && said.answered !== 'accepted') said.answered = ack.ok ? 'accepted' : 'refused'
    }
    this.shown = merged(this.shown, window.replica.session?.messages.filter(hasWords) ?? [])
  }

  /** Loses the connection, as a network does. */
  async dropWindow(): Promise<void> {
    this.window?.drop()
    await this.window?.until(() => false)
  }

  /** Forgets what was seen of the turn that runs: what tore took it. */
  excuseTurn(): void {
    const last = this.shown.findLastIndex(({ id }) => this.said.some((said) => said.id === id))
    if (last === -1) return
    // What is said before the prompt of a session that had rested is of its turn.
    const first = this.shown[last - 1]?.notice === 'resumed' ? last - 1 : last
    this.shown = this.shown.slice(0, first)
  }

  /** Forgets these messages, as far as they were seen. */
  excuse(ids: readonly (string | undefined)[]): void {
    this.shown = this.shown.filter(({ id }) => !ids.includes(id))
  }
}

/** An answer that has not begun shows nothing; what a command writes is replaced by its result. */
function hasWords({ content, isStreaming }: SessionMessage): boolean {
  return content.length > 0 && !(isStreaming && content.some(({ type }) => type === 'tool_result'))
}

/** Whether what is there now says all that was shown. */
export function says(now: SessionMessage, shown: SessionMessage): boolean {
  if (now.role !== shown.role) return false
  if (!shown.isStreaming) return JSON.stringify(now.content) === JSON.stringify(shown.content)
  return shown.content.every((block, index) => {
    const there = now.content[index]
    if (block.type === 'text') return there?.type === 'text' && there.text.startsWith(block.text)
    if (block.type === 'thinking') {
      return there?.type === 'thinking' && there.thinking.startsWith(block.thinking)
    }
    // What it is called with comes last.
    if (block.type === 'tool_use') return there?.type === 'tool_use' && there.id === block.id
    return JSON.stringify(there) === JSON.stringify(block)
  })
}

/** What was shown and what is shown now: nothing that was on screen is forgotten because it is not any more. */
function merged(shown: readonly SessionMessage[], now: readonly SessionMessage[]): SessionMessage[] {
  const first = now[0]
  const at = first === undefined ? -1 : shown.findIndex(({ id }) => id === first.id)
  if (first === undefined) return [...shown]
  const older = at === -1 ? shown : shown.slice(0, at)
  const newer = at === -1 ? [] : shown.slice(at)
  const known = new Map(newer.map((message) => [message.id, message]))
  const merge: SessionMessage[] = now.map((message) => {
    const before = known.get(message.id)
    return before !== undefined && !says(message, before) ? before : message
  })
  for (const [index, message] of newer.entries()) {
    if (merge.some(({ id }) => id === message.id)) continue
    const previous = newer[index - 1]
    merge.splice(merge.findIndex(({ id }) => id === previous?.id) + 1, 0, message)
  }
  return [...older, ...merge]
}
