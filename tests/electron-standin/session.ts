/**
 * `session`: what the app's permission handlers decide is what Chromium is told, so a page that asks the
 * browser hears the app's own answer; and where dictionaries would be fetched from.
 */
import type { CdpPipe } from './cdpPipe.ts'

type CheckHandler = (
  contents: unknown,
  permission: string,
  requestingOrigin: string,
  details: { readonly isMainFrame: boolean; readonly requestingUrl: string }
) => boolean

type RequestHandler = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  details: { readonly isMainFrame: boolean; readonly requestingUrl: string }
) => void

/** Electron's name and the descriptor Chromium knows the same permission by. */
const permissions = [
  ['notifications', { name: 'notifications' }],
  ['geolocation', { name: 'geolocation' }],
  ['clipboard-read', { name: 'clipboard-read' }],
  ['clipboard-sanitized-write', { name: 'clipboard-write' }],
  ['media', { name: 'camera' }],
  ['media', { name: 'microphone' }],
  ['midiSysex', { name: 'midi', sysex: true }],
  ['screen-wake-lock', { name: 'screen-wake-lock' }],
  ['local-fonts', { name: 'local-fonts' }],
  ['window-management', { name: 'window-management' }]
] as const

export class StandInSession {
  #check: CheckHandler | null = null
  #request: RequestHandler | null = null
  #checksSpelling = true
  /** Kept for specs, and never asked: nothing is spelled here. */
  dictionaries = 'https://redirector.gvt1.com/edgedl/chrome/dict/'

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#request = handler
  }

  setDevicePermissionHandler(): void {
    // Headless Chromium has no devices to ask for.
  }

  setSpellCheckerEnabled(enabled: boolean): void {
    this.#checksSpelling = enabled
  }

  isSpellCheckerEnabled(): boolean {
    return this.#checksSpelling
  }

  setSpellCheckerDictionaryDownloadURL(url: string): void {
    this.dictionaries = url
  }

  /** Asks the app about everything a page of this origin could ask, and has Chromium keep to it. */
  async decideFor(contents: unknown, url: string, cdp: CdpPipe): Promise<void> {
    const { origin } = new URL(url)
    if (origin === 'null') return
    await Promise.all(
      permissions.map(async ([name, permission]) => {
        const granted = await this.#decide(contents, name, url)
        const setting = granted ? 'granted' : 'denied'
        await cdp.send('Browser.setPermission', { permission, setting, origin })
      })
    )
  }

  /** Both handlers must agree; without handlers Electron grants. */
  async #decide(contents: unknown, permission: string, url: string): Promise<boolean> {
    const details = { isMainFrame: true, requestingUrl: url }
    if (this.#check?.(contents, permission, new URL(url).origin, details) === false) return false
    const ask = this.#request
    return ask === null || new Promise((resolve) => ask(contents, permission, resolve, details))
  }
}
