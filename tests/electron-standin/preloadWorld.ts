/**
 * What the stand-in puts into the preload's isolated world: `require('electron')` as a sandboxed
 * preload has it, and the watch on navigations. Its source is injected, so it uses nothing from
 * outside itself.
 */
import type { BridgeSide } from './bridgeSide.ts'
import type { WorldNames } from './mainWorld.ts'

/** What the preload's world says to the main process. */
export type FromPreload =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: unknown[] }
  | { readonly kind: 'send'; readonly channel: string; readonly args: unknown[] }
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'navigate'; readonly url: string }
  | { readonly kind: 'preload-error'; readonly message: string }

/** What the main process says to it. */
export type ToPreload =
  | { readonly kind: 'result'; readonly id: number; readonly value?: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string }
  | { readonly kind: 'message'; readonly channel: string; readonly args: readonly unknown[] }

/** A file whose path is put in from outside (filePaths.ts) while the world stands still; empty when nobody does. */
export interface AskedPath {
  readonly file: unknown
  path: string
}

/** What the preload's code runs with. */
export interface PreloadWorld {
  require(id: string): unknown
  failed(error: unknown): void
}

export function preloadWorld(
  bridgeSide: (outgoing: string, incoming: string) => BridgeSide,
  names: WorldNames,
  post: (message: string) => void,
  receive: (hear: (message: ToPreload) => void) => void,
  stop: (asked: AskedPath) => void
): PreloadWorld {
  const bridge = bridgeSide(names.toPage, names.toPreload)
  const tell = (message: FromPreload): void => post(JSON.stringify(message))
  const listeners = new Map<string, Function[]>()
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let last = 0

  receive((message) => {
    if (message.kind === 'message') {
      for (const hear of listeners.get(message.channel) ?? []) hear({ ports: [] }, ...message.args)
      return
    }
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.kind === 'result') asked?.resolve(message.value)
    else asked?.reject(new Error(message.message))
  })

  const ipcRenderer = {
    on: (channel: string, hear: Function) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), hear])
    },
    off: (channel: string, hear: Function) => {
      const left = [...(listeners.get(channel) ?? [])]
      const index = left.indexOf(hear)
      if (index !== -1) left.splice(index, 1)
      listeners.set(channel, left)
    },
    send: (channel: string, ...args: unknown[]) => tell({ kind: 'send', channel, args }),
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject })
        tell({ kind: 'invoke', id: last, channel, args })
      })
  }
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => {
      window.dispatchEvent(new CustomEvent(names.exposed, { detail: { key, api: bridge.describe(api) } }))
    }
  }
  const webUtils = {
    getPathForFile: (file: unknown) => {
      const asked = { file, path: '' }
      stop(asked)
      return asked.path
    }
  }

  window.addEventListener(names.opened, (event) => {
    if (event instanceof CustomEvent) tell({ kind: 'open', url: String(event.detail) })
  })
  // Electron asks the main process before a page leads itself elsewhere. A page cannot wait for an
  // answer, so it is stopped here, and the main process navigates if nobody objects.
  navigation.addEventListener('navigate', (event) => {
    const leaves = !event.destination.sameDocument && event.downloadRequest === null
    const asked = event.navigationType === 'push' || event.navigationType === 'replace'
    if (!leaves || !asked || !event.cancelable) return
    event.preventDefault()
    tell({ kind: 'navigate', url: event.destination.url })
  })

  return {
    require: (id) => {
      if (id === 'electron' || id === 'electron/renderer') return { contextBridge, ipcRenderer, webUtils }
      throw new Error(`module not found: ${id}`)
    },
    failed: (error) =>
      tell({
        kind: 'preload-error',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error)
      })
  }
}
