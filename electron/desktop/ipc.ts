/**
 * What the page may ask of the main process: where its server is, for a folder, a place to save, another window.
 * Nothing else is listened to. Only the main frame of a window we made, while it shows our origin, is answered.
 */
import { type BrowserWindow, dialog, ipcMain, type IpcMainInvokeEvent } from 'electron'
import { z } from 'zod'
import { AgentKey } from '../../shared/agentKeys.ts'
import { type ActionId, actionIds } from '../../shared/keymap.ts'
import { KeptPanes } from '../../shared/panes.ts'
import { type Endpoint, ipcChannel } from '../../shared/preloadApi.ts'
import type { DesktopWords } from '../../shared/words/en/desktop/index.ts'
import { wordsIn } from '../../shared/words/languages.ts'
import type { LanguageCode } from '../../shared/words/languages.ts'
import { KeyedAgent } from '../agent/keyVariables.ts'
import type { Log } from '../log.ts'
import { isOwnPage } from './windows/origin.ts'
import type { PlaceKeeper } from './windows/placeKeeper.ts'
import type { SafeKeys } from './keys/safeKeys.ts'
import type { Updates } from './updates/updates.ts'
import type { Windows } from './windows/windows.ts'
import { WindowPath } from './windows/windowPlace.ts'

export interface IpcOptions {
  /** Address of our page. */
  readonly url: string
  readonly windows: Windows
  readonly openWindow: (path: string) => void
  /** A page says what can be done on it now. */
  readonly offered: (window: BrowserWindow, actions: readonly ActionId[]) => void
  /** Remembers the panes of each window. */
  readonly keeper: Pick<PlaceKeeper, 'keepPanes' | 'panesOf'>
  readonly updates: Updates
  readonly keys: Pick<SafeKeys, 'keep' | 'remove' | 'state'>
  readonly language: () => LanguageCode
  readonly log: Log
}

const Nothing = z.tuple([])
const Actions = z.array(z.enum(actionIds)).max(actionIds.length)
/** A file name, no path: where it lies is for the person to choose. */
const FileName = z.tuple([
  z
    .string()
    .min(1)
    .max(255)
    .regex(/^[^/\\\0]+$/u)
])

export function answerPages(options: IpcOptions): void {
  const { url, windows, openWindow, offered, keeper, updates, keys, language, log } = options
  const own = new URL(url).origin
  const handle = <Values extends readonly unknown[]>(
    channel: string,
    expected: z.ZodType<Values>,
    answer: (window: BrowserWindow, ...values: Values) => unknown
  ): void => {
    ipcMain.handle(channel, (event, ...values: unknown[]) => {
      const window = senderWindow(event, windows, own)
      if (window === null) {
        log.warn({ channel }, 'a page that is not ours asked and was refused')
        throw new Error('This page may not ask.')
      }
      const parsed = expected.safeParse(values)
      if (!parsed.success) throw new Error(`${channel} does not take these arguments.`)
      return answer(window, ...parsed.data)
    })
  }
  handle(ipcChannel.endpoint, Nothing, (window): Endpoint => {
    const token = windows.tokenOf(window)
    if (token === null) throw new Error('This window has closed.')
    return { url, token }
  })
  handle(ipcChannel.pickFolder, Nothing, (window) => pickFolder(window, wordsIn(language()).desktop.dialogs))
  handle(ipcChannel.pickExportFile, FileName, (window, fileName) =>
    pickExportFile(window, fileName, wordsIn(language()).desktop.dialogs)
  )
  handle(ipcChannel.openWindow, z.tuple([WindowPath]), (_window, path) => openWindow(path))
  handle(ipcChannel.actions, z.tuple([Actions]), offered)
  handle(ipcChannel.panes, Nothing, (window) => keeper.panesOf(window))
  handle(ipcChannel.keepPanes, z.tuple([KeptPanes]), (window, panes) => keeper.keepPanes(window, panes))
  handle(ipcChannel.keyState, z.tuple([KeyedAgent]), (_window, agent) => keys.state(agent))
  handle(ipcChannel.keepKey, z.tuple([KeyedAgent, AgentKey]), (_window, agent, key) => keys.keep(agent, key))
  handle(ipcChannel.removeKey, z.tuple([KeyedAgent]), (_window, agent) => keys.remove(agent))
  handle(ipcChannel.updates, Nothing, () => updates.report)
  handle(ipcChannel.checkUpdates, Nothing, () => updates.check())
  handle(ipcChannel.installUpdate, Nothing, () => updates.install())
  handle(ipcChannel.dismissNews, Nothing, () => updates.dismissNews())
}

/** The window that asks; null unless it is one of ours, its main frame, and on our origin. */
function senderWindow(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  windows: Pick<Windows, 'of'>,
  own: string
): BrowserWindow | null {
  const { sender, senderFrame } = event
  if (senderFrame === null || senderFrame !== sender.mainFrame || !isOwnPage(senderFrame.url, own))
    return null
  return windows.of(sender)
}

async function pickFolder(window: BrowserWindow, words: DesktopWords['dialogs']): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: words.openFolder,
    buttonLabel: words.open,
    properties: ['openDirectory', 'createDirectory']
  })
  return canceled ? null : (filePaths[0] ?? null)
}

async function pickExportFile(
  window: BrowserWindow,
  fileName: string,
  words: DesktopWords['dialogs']
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: words.export,
    defaultPath: fileName,
    properties: ['createDirectory', 'showOverwriteConfirmation']
  })
  return canceled || filePath === '' ? null : filePath
}
