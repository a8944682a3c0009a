/**
 * What the page may ask of the main process: where its server is, and for a folder. Nothing else is
 * listened to. Only the main frame of a window we made, while it shows our origin, is answered.
 */
import { type BrowserWindow, dialog, ipcMain, type IpcMainInvokeEvent } from 'electron'
import { z } from 'zod'
import { type Endpoint, ipcChannel } from '../../shared/preloadApi.ts'
import type { Log } from '../log.ts'
import { isOwnPage } from './origin.ts'
import type { Windows } from './windows.ts'

export interface IpcOptions {
  readonly endpoint: Endpoint
  readonly windows: Windows
  readonly log: Log
}

/** Both questions come without arguments. */
const Nothing = z.tuple([])

export function answerPages({ endpoint, windows, log }: IpcOptions): void {
  const own = new URL(endpoint.url).origin
  const handle = (channel: string, answer: (window: BrowserWindow) => unknown): void => {
    ipcMain.handle(channel, (event, ...values: unknown[]) => {
      const window = senderWindow(event, windows, own)
      if (window === null) {
        log.warn({ channel }, 'a page that is not ours asked and was refused')
        throw new Error('This page may not ask.')
      }
      if (!Nothing.safeParse(values).success) throw new Error(`${channel} takes no arguments.`)
      return answer(window)
    })
  }
  handle(ipcChannel.endpoint, () => endpoint)
  handle(ipcChannel.pickFolder, pickFolder)
}

/** The window that asks; null unless it is one of ours, its main frame, and on our origin. */
export function senderWindow(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  windows: Pick<Windows, 'of'>,
  own: string
): BrowserWindow | null {
  const { sender, senderFrame } = event
  if (senderFrame === null || senderFrame !== sender.mainFrame || !isOwnPage(senderFrame.url, own))
    return null
  return windows.of(sender)
}

async function pickFolder(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open folder',
    buttonLabel: 'Open',
    properties: ['openDirectory', 'createDirectory']
  })
  return canceled ? null : (filePaths[0] ?? null)
}
