/**
 * The hidden frame in which Mermaid draws, one diagram at a time. It is made with the first diagram, kept for the next
 * ones, ended when one takes too long, and remembers what came of each. `DiagramProvider.tsx` owns one for the whole
 * page.
 */
import { DrawAnswer, GREETING } from './drawing.ts'
import type { Drawing } from './drawing.ts'

export type DrawOutcome =
  | { readonly type: 'drawn'; readonly drawing: Drawing }
  | { readonly type: 'failed'; readonly reason: string }
  /** No answer came: the frame could not be loaded, or the diagram is too much for it. */
  | { readonly type: 'silent' }

/** Milliseconds. */
const PATIENCE = 10_000
/** For the frame to come. */
const PATIENCE_WITH_FRAME = 20_000
const KEPT = 50

interface Wish {
  readonly key: string
  readonly source: string
  readonly isDark: boolean
  readonly outcome: Promise<DrawOutcome>
  readonly settle: (outcome: DrawOutcome) => void
}

export class DiagramFrame {
  readonly #untilProven: () => Promise<void> | null
  readonly #kept = new Map<string, DrawOutcome>()
  /** In their order; the first is being drawn. */
  readonly #wishes = new Map<string, Wish>()
  #frame: HTMLIFrameElement | null = null
  #port: MessagePort | null = null
  #current: { readonly id: number; readonly wish: Wish } | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #lastId = 0

  /** @param untilProven whether what answers at our address is Skein: what the frame loads could reach this page */
  constructor(untilProven: () => Promise<void> | null = () => null) {
    this.#untilProven = untilProven
  }

  /** What came of it before, without waiting. */
  known(source: string, isDark: boolean): DrawOutcome | null {
    return this.#kept.get(keyOf(source, isDark)) ?? null
  }

  /** Never rejects. What is asked for twice is drawn once; what took too long is not tried again. */
  async draw(source: string, isDark: boolean): Promise<DrawOutcome> {
    const known = this.known(source, isDark)
    if (known !== null) return known
    const key = keyOf(source, isDark)
    const wish = this.#wishes.get(key) ?? makeWish(key, source, isDark)
    this.#wishes.set(key, wish)
    this.#next()
    return wish.outcome
  }

  /** Removes the frame; the next diagram makes a new one. */
  close(): void {
    this.#end()
    this.#current = null
    for (const wish of this.#wishes.values()) wish.settle({ type: 'silent' })
    this.#wishes.clear()
  }

  #next(): void {
    const [wish] = this.#wishes.values()
    if (this.#current !== null || wish === undefined) return
    this.#lastId += 1
    this.#current = { id: this.#lastId, wish }
    if (this.#port === null) this.#open()
    else this.#ask(this.#port)
  }

  #ask(port: MessagePort): void {
    if (this.#current === null) return
    const { id, wish } = this.#current
    this.#wait(PATIENCE, true)
    port.postMessage({ id, source: wish.source, isDark: wish.isDark })
  }

  #open(): void {
    this.#wait(PATIENCE_WITH_FRAME, false)
    const asked = this.#current
    const proof = this.#untilProven()
    if (proof === null) return this.#load()
    proof.then(
      () => {
        if (this.#current === asked) this.#load()
      },
      () => {
        // The connection says what is wrong; a diagram is drawn when it is asked for again.
        if (this.#current === asked) this.#finish({ type: 'silent' }, false)
      }
    )
  }

  #load(): void {
    const frame = document.createElement('iframe')
    frame.className = 'diagram-frame'
    frame.title = ''
    frame.tabIndex = -1
    frame.ariaHidden = 'true'
    // The server sends it as nobody's page, which has a process of its own: what it is busy with does not hold up this one.
    frame.src = '/diagram.html'
    frame.addEventListener('load', () => {
      if (frame !== this.#frame) return
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = ({ data }) => this.#take(data)
      // Nobody's page has no origin to call it by; nothing is told but the port.
      frame.contentWindow?.postMessage(GREETING, '*', [port2])
      this.#port = port1
      this.#ask(port1)
    })
    this.#frame = frame
    document.body.append(frame)
  }

  #take(data: unknown): void {
    const answer = DrawAnswer.parse(data)
    if (answer.id !== this.#current?.id) return
    switch (answer.type) {
      case 'drawn':
        this.#finish({ type: 'drawn', drawing: answer.drawing }, true)
        break
      default:
        this.#finish({ type: 'failed', reason: answer.reason }, true)
    }
  }

  #wait(milliseconds: number, isDrawing: boolean): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#end()
      this.#finish({ type: 'silent' }, isDrawing)
    }, milliseconds)
  }

  #end(): void {
    clearTimeout(this.#timer)
    this.#port?.close()
    this.#port = null
    this.#frame?.remove()
    this.#frame = null
  }

  #finish(outcome: DrawOutcome, isFinal: boolean): void {
    clearTimeout(this.#timer)
    const wish = this.#current?.wish
    this.#current = null
    if (wish) {
      this.#wishes.delete(wish.key)
      if (isFinal) this.#keep(wish.key, outcome)
      wish.settle(outcome)
    }
    this.#next()
  }

  #keep(key: string, outcome: DrawOutcome): void {
    this.#kept.delete(key)
    this.#kept.set(key, outcome)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest)
  }
}

function makeWish(key: string, source: string, isDark: boolean): Wish {
  let settle: Wish['settle'] = () => undefined
  const outcome = new Promise<DrawOutcome>((resolve) => {
    settle = resolve
  })
  return { key, source, isDark, outcome, settle }
}

function keyOf(source: string, isDark: boolean): string {
  return `${isDark ? 'dark' : 'light'} ${source}`
}
