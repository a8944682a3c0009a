/**
 * The draft as the page draws it. A letter stands in the text box as soon as it is typed, and in the store; all
 * that depends on it (notes, the button, mentions) is drawn after the frame that shows the letter, so that no key
 * waits for it. A change that was not typed is drawn at once. One for each composer; `SessionComposer` makes it.
 */
import { afterPaint } from './afterPaint.ts'
import type { SessionStore } from './sessionActions.ts'

/** What of the session store is needed. */
export interface DraftSource {
  getState(): Pick<SessionStore, 'currentSession'>
  subscribe(listener: (state: DraftState, before: DraftState) => void): () => void
}

type DraftState = Pick<SessionStore, 'currentSession'>

/** The text box the draft stands in; null while there is none. */
export type DraftBox = () => { value: string } | null

export class ShownDraft {
  readonly #store: DraftSource
  readonly #box: DraftBox
  readonly #afterPaint: typeof afterPaint
  /** What is drawn while a frame shows newer words. */
  #held: { readonly text: string; readonly callOff: () => void } | null = null
  readonly #listeners = new Set<() => void>()
  #stop: (() => void) | null = null

  constructor(store: DraftSource, box: DraftBox, wait = afterPaint) {
    this.#store = store
    this.#box = box
    this.#afterPaint = wait
  }

  readonly read = (): string => this.#held?.text ?? draftIn(this.#store.getState())

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    this.#stop ??= this.#store.subscribe((state, before) => this.#follow(state, before))
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      this.#stop?.()
      this.#stop = null
      this.#letGo()
    }
  }

  /** Draws the newest draft now: somebody acts on it. */
  readonly catchUp = (): void => {
    if (this.#held === null) return
    this.#letGo()
    for (const listener of this.#listeners) listener()
  }

  #follow(state: DraftState, before: DraftState): void {
    const [now, then] = [draftIn(state), draftIn(before)]
    const isSameVisit = state.currentSession?.visit === before.currentSession?.visit
    if (now === then && isSameVisit) return
    const box = this.#box()
    if (isSameVisit && box?.value === now) {
      this.#held ??= { text: then, callOff: this.#afterPaint(this.catchUp) }
      return
    }
    // What is drawn may be what is to be drawn, and yet not what stands in the box.
    if (isSameVisit && box && this.#held?.text === now) box.value = now
    this.#letGo()
    for (const listener of this.#listeners) listener()
  }

  #letGo(): void {
    this.#held?.callOff()
    this.#held = null
  }
}

function draftIn({ currentSession }: DraftState): string {
  return currentSession?.draft ?? ''
}
