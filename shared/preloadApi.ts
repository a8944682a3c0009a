/**
 * `window.skein`: what the desktop app gives its page, and the channels it travels on. Written by
 * electron/preload.ts, answered by electron/desktop/ipc.ts, used by renderer/connection/skeinBridge.ts.
 * In a browser there is no `window.skein`.
 * Nothing but types and names: the preload is loaded before every page and stays small.
 */
import type { ActionId } from './keymap.ts'
import type { KeptPanes } from './panes.ts'

/** Where the page finds its server: `http://127.0.0.1:PORT/` and the token for it. */
export interface Endpoint {
  readonly url: string
  readonly token: string
}

/** IPC channels; the first are asked by the page, from `wake` on they are told to it. */
export const ipcChannel = {
  endpoint: 'skein:endpoint',
  pickFolder: 'skein:pickFolder',
  pickExportFile: 'skein:pickExportFile',
  openWindow: 'skein:openWindow',
  actions: 'skein:actions',
  panes: 'skein:panes',
  keepPanes: 'skein:keepPanes',
  keyState: 'skein:keyState',
  keepKey: 'skein:keepKey',
  removeKey: 'skein:removeKey',
  updates: 'skein:updates',
  checkUpdates: 'skein:checkUpdates',
  installUpdate: 'skein:installUpdate',
  dismissNews: 'skein:dismissNews',
  wake: 'skein:wake',
  menu: 'skein:menu',
  go: 'skein:go',
  updatesChanged: 'skein:updatesChanged'
} as const

/** `window.skein`, which there is in the desktop app alone; a page in a browser has none of it. */
export interface PreloadApi {
  /** `darwin`, `win32`, `linux`: for the shape of shortcuts and paths. */
  readonly platform: string
  endpoint(): Promise<Endpoint>
  /** The folder a person chose in the system's dialog; null when they closed it. */
  pickFolder(): Promise<string | null>
  /** Where to save, chosen in the system's dialog, which begins with this file name; null when they closed it. */
  pickExportFile(fileName: string): Promise<string | null>
  /** A new window on a page of the app (`shared/address.ts`). */
  openWindow(path: string): Promise<void>
  /** Full path of a dropped or chosen `File`; empty when it has none (made by a script, not a File). */
  pathOfFile(file: unknown): string
  /** Called after the machine woke from sleep: sockets are dead, connect again now. Returns the way out. */
  onWake(listener: () => void): () => void
  /** What can be done on this page now; the menu bar offers nothing else. */
  tellActions(actions: readonly ActionId[]): Promise<void>
  /** A `KeptPanes` (`shared/panes.ts`): what is remembered of this window's panes; whoever draws them parses it. */
  panes(): Promise<unknown>
  keepPanes(panes: KeptPanes): Promise<void>
  /** Called when a menu item is chosen. Returns the way out. */
  onMenu(listener: (action: ActionId) => void): () => void
  /** Called when the window is to show another page of the app; one that was asked for before comes at once. */
  onGo(listener: (path: string) => void): () => void

  /** A `KeyState` (`shared/agentKeys.ts`): whether a key is kept for this agent. Whoever shows it parses it. */
  keyState(agent: string): Promise<unknown>
  /** Keeps a key, in the place of the one before; answers as `keyState`. There is no way to ask for the key itself. */
  keepKey(agent: string, key: string): Promise<unknown>
  removeKey(agent: string): Promise<unknown>

  /** An `UpdateReport` (`shared/updates.ts`); whoever shows it parses it. */
  updates(): Promise<unknown>
  /** Looks for a newer version now; what comes of it is told by `onUpdates`. */
  checkUpdates(): Promise<void>
  /** Installs what is ready; a person is asked when agents work. */
  installUpdate(): Promise<void>
  /** What is new has been read. */
  dismissNews(): Promise<void>
  onUpdates(listener: (report: unknown) => void): () => void
}
