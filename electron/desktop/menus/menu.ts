/**
 * What stands in the menu bar, for each platform and language. Pure; menuBar.ts shows it.
 *
 * A key is only shown here and stays the page's (`registerAccelerator`), which knows what it is on every layout: a menu
 * takes places for letters (electron/electron#48676, #8741). macOS has no such switch: there the page is asked first, and
 * a key it has taken never reaches the menu; an action it does not offer is disabled here, too. Keys that are a letter
 * while someone types are not shown at all.
 */
import type { MenuItemConstructorOptions } from 'electron'
import { actionChords, type ActionId, isTyped, menuChords } from '../../../shared/keymap.ts'
import type { DesktopWords } from '../../../shared/words/en/desktop/index.ts'
import type { PackagedItem, PackagedItems } from './packagedItems.ts'

type Item = MenuItemConstructorOptions
type WindowAct = 'new-window' | 'duplicate-window' | 'move-session'

export interface MenuOptions {
  readonly platform: NodeJS.Platform
  readonly words: DesktopWords['menu']
  /** The projects a person was in last, the latest first. */
  readonly recent: readonly { readonly id: string; readonly name: string; readonly path: string }[]
  readonly choose: (action: ActionId) => void
  readonly chooseWindow: (act: WindowAct) => void
  readonly openProject: (id: string) => void
  /** Null for builds that are not packaged, which have reload and developer tools instead. */
  readonly packaged: PackagedItems | null
}

const line: Item = { type: 'separator' }

export function menuTemplate(options: MenuOptions): Item[] {
  const { platform, words, choose, chooseWindow, packaged } = options
  const isMac = platform === 'darwin'
  const action = (id: ActionId): Item => ({
    id,
    label: words.actions[id],
    click: () => choose(id),
    ...keyOf(id, isMac)
  })
  const ofWindow = (id: WindowAct, label: string): Item => ({
    id,
    label,
    click: () => chooseWindow(id),
    ...(id === 'new-window' ? shown(menuChords['new-window'], isMac) : null)
  })
  const role = (name: NonNullable<Item['role']>, label: string): Item => ({ role: name, label })
  const ofPackage = (id: 'install-command' | 'licences', item: PackagedItem | null | undefined): Item[] =>
    item ? [{ id, label: item.label, click: item.choose }] : []
  const about = role('about', words.about)

  const app: Item = {
    label: 'Skein',
    submenu: [
      about,
      line,
      action('settings'),
      ...ofPackage('install-command', packaged?.installCommand),
      line,
      { ...role('services', words.services), submenu: [] },
      line,
      role('hide', words.hide),
      role('hideOthers', words.hideOthers),
      role('unhide', words.unhide),
      line,
      role('quit', words.quit)
    ]
  }
  const file: Item = {
    label: words.file,
    submenu: [
      action('new-session'),
      ofWindow('new-window', words.newWindow),
      ofWindow('duplicate-window', words.duplicateWindow),
      ofWindow('move-session', words.moveSession),
      line,
      action('open-folder'),
      { label: words.openRecent, submenu: recentItems(options) },
      action('home'),
      action('search'),
      action('all-usage'),
      line,
      ...(isMac ? [] : [action('settings'), line]),
      role('close', words.close),
      ...(isMac ? [] : [role('quit', words.quit)])
    ]
  }
  const edit: Item = {
    label: words.edit,
    submenu: [
      role('undo', words.undo),
      role('redo', words.redo),
      line,
      role('cut', words.cut),
      role('copy', words.copy),
      role('paste', words.paste),
      role('pasteAndMatchStyle', words.pasteAndMatchStyle),
      role('selectAll', words.selectAll),
      line,
      action('find')
    ]
  }
  const view: Item = {
    label: words.view,
    submenu: [
      action('palette'),
      action('toggle-sidebar'),
      line,
      ...(packaged ? [] : [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const, line]),
      role('resetZoom', words.resetZoom),
      role('zoomIn', words.zoomIn),
      role('zoomOut', words.zoomOut),
      line,
      role('togglefullscreen', words.fullScreen)
    ]
  }
  const session: Item = {
    label: words.session,
    submenu: [
      action('previous-session'),
      action('next-session'),
      line,
      action('focus-composer'),
      action('interrupt'),
      action('copy-answer'),
      action('usage'),
      line,
      action('rename'),
      action('rewind'),
      action('fork'),
      action('export'),
      action('copy-continue-command'),
      line,
      action('archive'),
      action('delete')
    ]
  }
  const window: Item = {
    ...(isMac ? { role: 'window' } : null),
    label: words.window,
    submenu: [
      role('minimize', words.minimize),
      ...(isMac ? [role('zoom', words.zoom), line, role('front', words.front)] : [])
    ]
  }
  const help: Item = {
    role: 'help',
    label: words.help,
    submenu: [
      action('help'),
      action('doctor'),
      ...ofPackage('licences', packaged?.licences),
      ...(isMac ? [] : [line, about])
    ]
  }
  return [...(isMac ? [app] : []), file, edit, view, session, window, help]
}

function recentItems({ recent, words, openProject }: MenuOptions): Item[] {
  if (recent.length === 0) return [{ label: words.noRecent, enabled: false }]
  return recent.map(({ id, name, path }) => ({
    id: `project:${id}`,
    // An ampersand would underline the letter after it.
    label: name.replaceAll('&', '&&'),
    toolTip: path,
    click: () => openProject(id)
  }))
}

function keyOf(id: ActionId, isMac: boolean): Item {
  const chord = Object.entries(menuChords).find(([name]) => name === id)?.[1] ?? actionChords[id]
  return chord === undefined || isTyped(chord) ? {} : shown(chord, isMac)
}

function shown(chord: string, isMac: boolean): Item {
  return { accelerator: acceleratorOf(chord), ...(isMac ? null : { registerAccelerator: false }) }
}

/** As Electron writes it. */
function acceleratorOf(chord: string): string {
  return chord.replace('Mod', 'CmdOrCtrl')
}

/** Whether an item can be chosen. @param offered null when there is no window */
export function isEnabled(id: string, offered: ReadonlySet<ActionId> | null): boolean {
  if (id === 'duplicate-window') return offered !== null
  if (id === 'move-session') return offered?.has('rename') === true // a session that is kept is on screen
  if (id === 'new-window' || id.startsWith('project:')) return true
  if (offered === null) return pageOf(id) !== null
  return [...offered].some((action) => action === id)
}

/** The page a window opens on when an action is chosen and there is none; null for what needs a page to act on. */
export function pageOf(id: string): string | null {
  if (id === 'settings' || id === 'doctor') return `/${id}`
  return id === 'home' || id === 'open-folder' ? '/' : null
}
