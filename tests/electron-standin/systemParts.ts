/**
 * What belongs to the desktop around the app. Nothing here shows anything: what the app did is
 * recorded in `log`, and specs replace functions as they would in a real Electron.
 */
import { EventEmitter } from 'node:events'
import { workArea } from './windowShape.ts'

export interface Recorded {
  readonly what: string
  readonly args: readonly unknown[]
}

type Template = readonly MenuItemOptions[]

export interface MenuItemOptions {
  readonly id?: string
  readonly label?: string
  readonly role?: string
  readonly accelerator?: string
  readonly enabled?: boolean
  readonly registerAccelerator?: boolean
  readonly type?: string
  readonly submenu?: Template
  readonly click?: (item: MenuItem) => void
}

/** One entry of a menu; `click()` does what a person's click would. */
export class MenuItem {
  readonly id: string | undefined
  readonly label: string
  readonly role: string | undefined
  readonly accelerator: string | undefined
  readonly submenu: Menu | undefined
  readonly click: () => void
  readonly registerAccelerator: boolean
  enabled: boolean

  constructor(options: MenuItemOptions) {
    this.id = options.id
    this.label = options.label ?? options.role ?? ''
    this.role = options.role
    this.accelerator = options.accelerator
    this.submenu = options.submenu === undefined ? undefined : Menu.buildFromTemplate(options.submenu)
    this.registerAccelerator = options.registerAccelerator ?? true
    this.enabled = options.enabled ?? true
    this.click = () => {
      if (this.enabled) options.click?.(this)
    }
  }
}

export class Menu {
  static #application: Menu | null = null
  readonly items: readonly MenuItem[]

  constructor(items: readonly MenuItem[]) {
    this.items = items
  }

  static buildFromTemplate(template: Template): Menu {
    return new Menu(template.map((options) => new MenuItem(options)))
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application
  }

  /** Shows nothing; specs put their own in its place. */
  popup(): void {
    // Nothing to draw here.
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null)
      if (found !== null) return found
    }
    return null
  }
}

/** Dialogs are cancelled and links go nowhere, unless a spec replaces them. */
export function createSystemParts(log: Recorded[]) {
  const note = (what: string, ...args: unknown[]): void => void log.push({ what, args })
  return {
    dialog: {
      showOpenDialog: async (...args: unknown[]) => {
        note('showOpenDialog', args.at(-1))
        return { canceled: true, filePaths: [] }
      },
      showMessageBox: async (...args: unknown[]) => {
        note('showMessageBox', args.at(-1))
        return { response: 0, checkboxChecked: false }
      },
      showErrorBox: (title: string, content: string) => {
        note('showErrorBox', title, content)
        process.stderr.write(`${title}: ${content}\n`)
      }
    },
    clipboard: { writeText: async (text: string) => note('writeText', text) },
    shell: {
      openExternal: async (url: string) => note('openExternal', url)
    },
    nativeImage: { createFromPath: (path: string) => ({ path }) },
    nativeTheme: Object.assign(new EventEmitter(), { shouldUseDarkColors: false, themeSource: 'system' }),
    powerMonitor: Object.assign(new EventEmitter(), { onBatteryPower: false }),
    screen: Object.assign(new EventEmitter(), { getAllDisplays: () => [{ workArea }] })
  }
}
