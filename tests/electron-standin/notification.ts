/** `Notification`: what would have been shown, kept for specs; `emit('click')` does
 * what a person's click would, `emit('action', { actionIndex })` what a button would. */
import { EventEmitter } from 'node:events'

interface NotificationOptions {
  readonly title?: string
  readonly body?: string
  readonly actions?: readonly { readonly text?: string }[]
}

export class StandInNotification extends EventEmitter {
  /** Those that are shown, oldest first. */
  static readonly shown: StandInNotification[] = []
  readonly title: string
  readonly body: string
  readonly actions: readonly { readonly text?: string }[]

  constructor({ title = '', body = '', actions = [] }: NotificationOptions = {}) {
    super()
    this.title = title
    this.body = body
    this.actions = actions
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
