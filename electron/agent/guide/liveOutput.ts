/** What a running command has written so far, shown now and then: its newest part, never too often. */
import type { Clock, ClockTimer } from '../../clock.ts'

/** Five times a second reads as live; each time the whole text goes to every window. */
const paceMs = 200
/** UTF-16 units that are shown. */
const shownLength = 16 * 1024

export interface LiveOutputPorts {
  readonly clock: Clock
  readonly show: (text: string) => void
}

export class LiveOutput {
  readonly #ports: LiveOutputPorts
  #newest = ''
  #isWhole = true
  #isDue = false
  #timer: ClockTimer | null = null

  constructor(ports: LiveOutputPorts) {
    this.#ports = ports
  }

  /** What comes first is shown at once, the rest at the next turn of the pace. */
  add(text: string): void {
    if (text === '') return
    this.#newest += text
    if (this.#newest.length > shownLength) {
      this.#newest = this.#newest.slice(-shownLength)
      this.#isWhole = false
    }
    if (this.#timer === null) this.#show()
    else this.#isDue = true
  }

  /** Shows nothing more: the command's result takes its place. */
  close(): void {
    this.#timer?.cancel()
    this.#timer = null
    this.#isDue = false
  }

  #show(): void {
    this.#isDue = false
    this.#timer = this.#ports.clock.setTimeout(() => {
      this.#timer = null
      if (this.#isDue) this.#show()
    }, paceMs)
    this.#ports.show(this.#isWhole ? this.#newest : `…\n${fromLineStart(this.#newest)}`)
  }
}

/** Whole lines, where there are any: the first one was cut somewhere. */
function fromLineStart(text: string): string {
  return text.slice(text.indexOf('\n') + 1)
}
