/** `Notification`: what would have been shown, kept for specs; `emit('click')` does what a person's click would. */
import { EventEmitter } from 'node:events'

export class StandInNotification extends EventEmitter {
  /** Those that are shown, oldest first. */
  static readonly shown: StandInNotification[] = []
  readonly title: string
  readonly body: string

  constructor({ title = '', body = '' }: { readonly title?: string; readonly body?: string } = {}) {
    super()
    this.title = title
    this.body = body
  }

  static isSupported(): boolean {
    return true
  }

  show(): void {
    StandInNotification.shown.push(this)
    this.emit('show')
  }

  close(): void {
    const at = StandInNotification.shown.indexOf(this)
    if (at !== -1) StandInNotification.shown.splice(at, 1)
    this.emit('close')
  }
}
