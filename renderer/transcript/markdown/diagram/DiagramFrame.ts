/**
 * The hidden frame in which Mermaid draws. It is made with the first diagram, kept for the next ones,
 * and remembers what it drew. `DiagramProvider.tsx` owns one for the whole page.
 */
import { DrawAnswer, GREETING } from './drawing.ts'
import type { Drawing, DrawRequest } from './drawing.ts'

export type DrawOutcome =
  | { readonly type: 'drawn'; readonly drawing: Drawing }
  | { readonly type: 'failed'; readonly reason: string }
  /** No answer came: the frame could not be loaded, or the diagram is too much for it. */
  | { readonly type: 'silent' }

const PATIENCE_MS = 20_000
const KEPT = 50

export class DiagramFrame {
  readonly #untilProven: () => Promise<void> | null
  readonly #kept = new Map<string, DrawOutcome>()
  readonly #waiting = new Map<number, (outcome: DrawOutcome) => void>()
  #frame: HTMLIFrameElement | null = null
  #port: Promise<MessagePort> | null = null
  #lastId = 0

  /** @param untilProven whether what answers at our address is Skein: what the frame loads could reach this page */
  constructor(untilProven: () => Promise<void> | null = () => null) {
    this.#untilProven = untilProven
  }

  /** What was drawn of it before, without waiting. */
  known(source: string, isDark: boolean): DrawOutcome | null {
    return this.#kept.get(keyOf(source, isDark)) ?? null
  }

  /** Never rejects. What is asked for twice is drawn once, unless both ask at the same time. */
  async draw(source: string, isDark: boolean): Promise<DrawOutcome> {
    const known = this.known(source, isDark)
    if (known === null && this.#port === null && !(await this.#mayLoad())) return { type: 'silent' }
    const outcome = known ?? (await this.#ask(source, isDark))
    if (outcome.type === 'silent') this.close()
    else this.#keep(keyOf(source, isDark), outcome)
    return outcome
  }

  async #mayLoad(): Promise<boolean> {
    try {
      await this.#untilProven()
      return true
    } catch {
      return false // The connection says what is wrong; a diagram is drawn when it is asked for again.
    }
  }

  /** Removes the frame; the next diagram makes a new one. */
  close(): void {
    this.#frame?.remove()
    this.#frame = null
    this.#port = null
    for (const answer of this.#waiting.values()) answer({ type: 'silent' })
    this.#waiting.clear()
  }

  async #ask(source: string, isDark: boolean): Promise<DrawOutcome> {
    this.#lastId += 1
    const request: DrawRequest = { id: this.#lastId, source, isDark }
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle({ type: 'silent' }), PATIENCE_MS)
      const settle = (outcome: DrawOutcome): void => {
        clearTimeout(timer)
        this.#waiting.delete(request.id)
        resolve(outcome)
      }
      this.#waiting.set(request.id, settle)
      this.#port ??= this.#open()
      void this.#port.then((port) => port.postMessage(request)) // never rejects
    })
  }

  #open(): Promise<MessagePort> {
    const frame = document.createElement('iframe')
    frame.className = 'diagram-frame'
    frame.title = ''
    frame.tabIndex = -1
    frame.ariaHidden = 'true'
    frame.src = '/diagram.html'
    this.#frame = frame
    return new Promise((resolve) => {
      frame.addEventListener('load', () => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = ({ data }) => this.#take(data)
        frame.contentWindow?.postMessage(GREETING, window.location.origin, [port2])
        resolve(port1)
      })
      document.body.append(frame)
    })
  }

  #take(data: unknown): void {
    const answer = DrawAnswer.parse(data)
    const settle = this.#waiting.get(answer.id)
    switch (answer.type) {
      case 'drawn':
        settle?.({ type: 'drawn', drawing: answer.drawing })
        break
      default:
        settle?.({ type: 'failed', reason: answer.reason })
    }
  }

  #keep(key: string, outcome: DrawOutcome): void {
    this.#kept.delete(key)
    this.#kept.set(key, outcome)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest)
  }
}

function keyOf(source: string, isDark: boolean): string {
  return `${isDark ? 'dark' : 'light'} ${source}`
}
