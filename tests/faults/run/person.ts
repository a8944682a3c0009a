/** A person at the window of one session: sends, allows what is asked, sends again what was not acknowledged. */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { SessionModel, Said } from './model.ts'
import { patience } from './patience.ts'
import type { Moment } from './steps.ts'
import { Violation } from './violation.ts'
import type { Window } from './window.ts'
import type { World } from './world.ts'

interface Drive {
  readonly isThere: (window: Window) => boolean
  /** Whether what is asked on the way is allowed. */
  readonly allows: boolean
  /** What is waited for once something was allowed. */
  readonly allowed?: (window: Window) => Promise<boolean>
}

export class Person {
  readonly #world: World
  readonly #session: SessionModel
  readonly #answered = new Set<string>()

  constructor(world: World, session: SessionModel) {
    this.#world = world
    this.#session = session
  }

  /** Sends something, or once more what has the id `again`; it is not waited for. */
  async say(text: string, mark: string | null = null, again: string | null = null): Promise<Said> {
    const isAgain = again !== null
    const said: Said = { id: again ?? randomUUID(), text, mark, isAgain, answered: 'no' }
    this.#session.said.push(said)
    const window = await this.#world.enter(this.#session)
    if (window) sendTo(window, said)
    return said
  }

  /** Brings the turn of what was said to a moment. False when it ended, or the connection, before it came to that. */
  async driveTo(moment: Moment, said: Said): Promise<boolean> {
    return this.#drive(said, {
      isThere: (window) => reached(moment, said, window),
      allows: moment !== 'asked',
      ...(moment === 'running' ? { allowed: (window) => this.#untilItRuns(said, window) } : null)
    })
  }

  /** The same, to where the window has been told so many things since. */
  async driveOn(events: number, said: Said): Promise<boolean> {
    const from = this.#session.window?.replica.cursor?.seq ?? 0
    return this.#drive(said, {
      isThere: ({ replica }) => (replica.cursor?.seq ?? 0) >= from + events,
      allows: true
    })
  }

  async #drive(said: Said, { isThere: isAt, allows, allowed }: Drive): Promise<boolean> {
    const { window } = this.#session
    if (window === null) return false
    const until = performance.now() + patience
    while (!window.isClosed && performance.now() < until) {
      const isThere = (): boolean => isAt(window)
      const asks = (): boolean => allows && this.#open(window) !== null
      await window.until(() => isThere() || asks() || isOver(said, window) || window.trouble !== null)
      if (window.trouble !== null) return false
      if (isThere()) return true
      if (isOver(said, window)) return false
      this.#allow(window)
      if (allowed) return allowed(window)
    }
    return false
  }

  /**
   * Brings the session to rest, whatever stands in the way but a dead server. `mayWait`: a disk takes nothing, so what
   * is queued may have to stay there.
   */
  async rest({ mayWait = false } = {}): Promise<void> {
    const until = performance.now() + patience
    while (performance.now() < until) {
      const window = await this.#world.enter(this.#session)
      if (window === null || this.#world.server.hasEnded) return
      this.#sendAgain(window)
      const isAtRest = (): boolean => this.#isAnswered(window) && isIdle(window)
      await window.until(() => isAtRest() || this.#open(window) !== null || window.trouble !== null)
      if (window.trouble !== null) throw new Violation('replica_is_server', window.trouble)
      if (this.#open(window) !== null) this.#allow(window)
      else if (isAtRest() && (await this.#isIdleThere(window))) {
        if (mayWait || (window.replica.session?.queue.length ?? 0) === 0) return
        await this.#resume(window)
      }
    }
    if (!this.#world.server.hasEnded) throw new Violation('goes_on', `no rest: ${this.#state()}`)
  }

  /** A window that was cut off shows for a moment what was, and between two turns there is a moment of rest. */
  async #isIdleThere(window: Window): Promise<boolean> {
    const state = await this.#world.stateOf(this.#session)
    if (state === 'idle' || state === null) return this.#isAnswered(window) && isIdle(window)
    await window.until(() => !isIdle(window))
    return false
  }

  /** For whoever looks why. */
  #state(): string {
    const { window, said } = this.#session
    const session = window?.replica.session
    const open = said.filter(({ id, answered }) => answered === 'no' && !window?.acks.has(id))
    return JSON.stringify({
      isClosed: window?.isClosed,
      state: session?.session.state,
      queue: session?.queue.length,
      permissions: session?.permissions,
      unanswered: open.map(({ text }) => text),
      messages: session?.messages.slice(-3)
    })
  }

  async #resume(window: Window): Promise<void> {
    const id = randomUUID()
    window.send({ type: 'resume_queue', id })
    await window.until(() => window.acks.has(id))
  }

  #isAnswered(window: Window): boolean {
    return this.#session.said.every(({ id, answered }) => answered !== 'no' || window.acks.has(id))
  }

  #sendAgain(window: Window): void {
    for (const said of this.#session.said) {
      if (said.answered === 'no' && !window.acks.has(said.id)) sendTo(window, said)
    }
  }

  #open(window: Window): string | null {
    const request = window.replica.session?.permissions.find(({ id }) => !this.#answered.has(id))
    return request?.id ?? null
  }

  #allow(window: Window): void {
    const requestId = this.#open(window)
    if (requestId === null) return
    this.#answered.add(requestId)
    window.send({ type: 'answer_permission', id: randomUUID(), requestId, answer: { behavior: 'allow' } })
  }

  async #untilItRuns({ mark }: Said, window: Window): Promise<boolean> {
    const until = performance.now() + patience
    while (mark !== null && !window.isClosed && performance.now() < until) {
      if (this.#world.runs().has(mark)) return true
      await wait(5)
    }
    return false
  }
}

function sendTo(window: Window, { id, text }: Said): void {
  window.send({ type: 'send_message', id, text, config: {} })
}

function isIdle(window: Window): boolean {
  return window.replica.session?.session.state === 'idle'
}

function isOver(said: Said, window: Window): boolean {
  const ack = window.acks.get(said.id)
  if (ack === undefined) return false
  return !ack.ok || (isIdle(window) && (said.isAgain || turnOf(said, window) !== null))
}

/** The messages of its turn that are shown, null when it is not there yet. */
function turnOf(said: Said, window: Window) {
  const messages = window.replica.session?.messages ?? []
  const at = messages.findIndex(({ id }) => id === said.id)
  return at === -1 ? null : messages.slice(at + 1)
}

function reached(moment: Moment, said: Said, window: Window): boolean {
  switch (moment) {
    case 'sent':
      return true
    case 'acked':
      return window.acks.has(said.id)
    case 'streaming':
      return (
        turnOf(said, window)?.some(({ content, isStreaming }) => isStreaming && content.length > 0) ?? false
      )
    case 'asked':
      return (window.replica.session?.permissions.length ?? 0) > 0
    case 'running':
      return false
    case 'result':
      return (
        turnOf(said, window)?.some(
          ({ content, isStreaming }) => !isStreaming && content.some(({ type }) => type === 'tool_result')
        ) ?? false
      )
    case 'settled':
      return isOver(said, window)
  }
}
