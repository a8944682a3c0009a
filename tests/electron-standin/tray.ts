/** `Tray`: nothing is drawn; specs read what was set, and `emit('click')` does what a person's click would. */
import { EventEmitter } from 'node:events'
import type { Menu } from './systemParts.ts'

export class StandInTray extends EventEmitter {
  /** Those that are shown. */
  static readonly shown: StandInTray[] = []
  readonly image: string
  toolTip = ''
  menu: Menu | null = null

  /** Throws where STANDIN_NO_TRAY is set, as on a desktop without one. */
  constructor(image: string) {
    super()
    if (process.env['STANDIN_NO_TRAY'] !== undefined) throw new Error('there is no tray here')
    this.image = image
    StandInTray.shown.push(this)
  }

  setToolTip(text: string): void {
    this.toolTip = text
  }

  setContextMenu(menu: Menu | null): void {
    this.menu = menu
  }

  destroy(): void {
    const at = StandInTray.shown.indexOf(this)
    if (at !== -1) StandInTray.shown.splice(at, 1)
  }
}
