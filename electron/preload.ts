/**
 * The bridge between the page and the main process: runs sandboxed, in a world of its own, before
 * the page. Exposes `window.skein` and nothing else; no `ipcRenderer`, no event objects, no token
 * kept here.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { actionIds } from '../shared/keymap.ts'
import { type Endpoint, ipcChannel, type PreloadApi } from '../shared/preloadApi.ts'

const api: PreloadApi = {
  platform: process.platform,
  endpoint: async () => {
    const answer: unknown = await ipcRenderer.invoke(ipcChannel.endpoint)
    if (isEndpoint(answer)) return answer
    throw new Error('The app did not say where its server is.')
  },
  pickFolder: async () => {
    const path: unknown = await ipcRenderer.invoke(ipcChannel.pickFolder)
    return typeof path === 'string' ? path : null
  },
  pickExportFile: async (fileName) => {
    const path: unknown = await ipcRenderer.invoke(ipcChannel.pickExportFile, fileName)
    return typeof path === 'string' ? path : null
  },
  openWindow: async (path) => {
    await ipcRenderer.invoke(ipcChannel.openWindow, path)
  },
  tellActions: async (actions) => {
    await ipcRenderer.invoke(ipcChannel.actions, actions)
  },
  panes: () => ipcRenderer.invoke(ipcChannel.panes),
  keepPanes: async (panes) => {
    await ipcRenderer.invoke(ipcChannel.keepPanes, panes)
  },
  pathOfFile: (file) => (isFile(file) ? webUtils.getPathForFile(file) : ''),
  keyState: (agent) => ipcRenderer.invoke(ipcChannel.keyState, agent),
  keepKey: (agent, key) => ipcRenderer.invoke(ipcChannel.keepKey, agent, key),
  removeKey: (agent) => ipcRenderer.invoke(ipcChannel.removeKey, agent),
  updates: () => ipcRenderer.invoke(ipcChannel.updates),
  checkUpdates: async () => {
    await ipcRenderer.invoke(ipcChannel.checkUpdates)
  },
  installUpdate: async () => {
    await ipcRenderer.invoke(ipcChannel.installUpdate)
  },
  dismissNews: async () => {
    await ipcRenderer.invoke(ipcChannel.dismissNews)
  },
  onUpdates: (listener) => listen(ipcChannel.updatesChanged, listener),
  onWake: (listener) => listen(ipcChannel.wake, () => listener()),
  onMenu: (listener) =>
    listen(ipcChannel.menu, (value) => {
      const action = actionIds.find((known) => known === value)
      if (action !== undefined) listener(action)
    }),
  onGo: (listener) => {
    const hear = (path: string): void => {
      asked = null
      listener(path)
    }
    if (asked !== null) hear(asked)
    hears = hear
    return () => {
      if (hears === hear) hears = null
    }
  }
}

/** The page is sent on before it listens: what was asked for last waits for it. */
let asked: string | null = null
let hears: ((path: string) => void) | null = null
ipcRenderer.on(ipcChannel.go, (_event, path: unknown) => {
  if (typeof path !== 'string') return
  if (hears === null) asked = path
  else hears(path)
})

function listen(channel: string, hear: (value: unknown) => void): () => void {
  const listener = (_event: unknown, value: unknown): void => hear(value)
  ipcRenderer.on(channel, listener)
  return () => void ipcRenderer.off(channel, listener)
}

function isEndpoint(value: unknown): value is Endpoint {
  return (
    typeof value === 'object' &&
    value !== null &&
    'url' in value &&
    typeof value.url === 'string' &&
    'token' in value &&
    typeof value.token === 'string'
  )
}

/** A `File` of this page; the page may hand over anything. */
function isFile(value: unknown): value is Parameters<typeof webUtils.getPathForFile>[0] {
  return Object.prototype.toString.call(value) === '[object File]'
}

contextBridge.exposeInMainWorld('skein', api)
