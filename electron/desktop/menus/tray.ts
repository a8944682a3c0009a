/**
 * The icon beside the clock, whose menu has the sessions that wait or run. On macOS the same menu is the dock's: an
 * app that has a place in the dock has none in the menu bar, too. Not every desktop has a tray (GNOME has none of its
 * own); nothing depends on it. Made by startDesktop.ts.
 */
import { type App, Menu, Tray } from 'electron'
import { messageOf } from '../../../shared/errors.ts'
import { wordsIn } from '../../../shared/words/languages.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import type { Desktop } from '../context/desktop.ts'
import type { OpenRequest } from '../opening/openRequest.ts'
import { sessionsMenu, working } from './sessionsMenu.ts'

export interface TrayOptions {
  readonly app: App
  readonly platform: NodeJS.Platform
  readonly language: () => LanguageCode
  /** Path of the picture; those for finer screens lie beside it. */
  readonly icon: string
  readonly request: (request: OpenRequest) => void
}

export function startTray(desktop: Desktop, options: TrayOptions): void {
  const { activity, server, show } = desktop
  const { app, platform, language, request } = options
  const place = platform === 'darwin' ? dock(app) : tray(options, desktop)
  if (place === null) return

  const draw = (): void => {
    const { waiting, running } = activity
    const words = wordsIn(language()).desktop.tray
    const template = sessionsMenu({
      waiting,
      running,
      words,
      show,
      openApp: () => request({ kind: 'app' }),
      newSession: () => request({ kind: 'new-session' }),
      quit: platform === 'darwin' ? null : () => app.quit()
    })
    const tip = words.tip(waiting.length, working({ waiting, running }).length)
    // A menu that is open closes when it is set anew.
    const drawn = JSON.stringify([tip, template.map(({ id, label }) => [id, label])])
    if (drawn === last) return
    last = drawn
    place(Menu.buildFromTemplate(template), tip)
  }
  let last = ''
  draw()
  activity.onChange(draw)
  server.onNotice((notice) => {
    if (notice.type === 'settings_changed') draw() // perhaps in another language
  })
}

type ShowMenu = (menu: Menu, tip: string) => void

function dock(app: App): ShowMenu | null {
  const { dock: own } = app
  return own === undefined ? null : (menu) => own.setMenu(menu)
}

function tray({ app, icon, request }: TrayOptions, { log }: Desktop): ShowMenu | null {
  try {
    const made = new Tray(icon)
    // Where the system opens the menu by the left button, too, there is no click.
    made.on('click', () => request({ kind: 'app' }))
    app.on('will-quit', () => made.destroy())
    return (menu, tip) => {
      made.setContextMenu(menu)
      made.setToolTip(tip)
    }
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'there is no tray')
    return null
  }
}
