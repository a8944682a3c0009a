/**
 * What the stand-in puts into the page's own world before any script of the page: the exposed
 * objects, and `window.open`. Its source is injected, so it uses nothing from outside itself.
 */
import type { BridgeSide } from './bridgeSide.ts'

export interface WorldNames {
  readonly toPage: string
  readonly toPreload: string
  readonly exposed: string
  readonly opened: string
}

export function mainWorld(
  bridgeSide: (outgoing: string, incoming: string) => BridgeSide,
  names: WorldNames
): void {
  if (window.top !== window) return
  const bridge = bridgeSide(names.toPreload, names.toPage)
  const freeze = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
    Object.freeze(value)
    for (const inner of Object.values(value)) freeze(inner)
  }
  window.addEventListener(names.exposed, (event) => {
    if (!(event instanceof CustomEvent)) return
    const api = bridge.revive(event.detail.api)
    freeze(api)
    Object.defineProperty(window, event.detail.key, { value: api, enumerable: true })
  })
  // Electron asks the main process before a window opens; here none ever opens by itself.
  const askToOpen = (url: string): void => {
    window.dispatchEvent(new CustomEvent(names.opened, { detail: new URL(url, location.href).href }))
  }
  window.open = (url) => {
    askToOpen(String(url ?? 'about:blank'))
    return null
  }
  document.addEventListener('click', (event) => {
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement)
    if (link === undefined || event.defaultPrevented || link.href === '') return
    const newWindow = link.target === '_blank' || event.ctrlKey || event.metaKey || event.shiftKey
    if (!newWindow) return
    event.preventDefault()
    askToOpen(link.href)
  })
}
