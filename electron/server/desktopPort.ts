/**
 * What the desktop app around the server may ask of it without a socket: it lives in the same process.
 * Made by `createServer`; browser mode has no use for it.
 */
import type { NoticeFrame } from '../../shared/protocol.ts'
import type { PageSettings, Settings } from '../../shared/settings.ts'
import type { SessionCatalog } from '../session/catalog/catalog.ts'
import type { IssuedToken, Tokens } from './tokens.ts'

export interface DesktopPort {
  /** A token for one window. */
  issueToken(): IssuedToken
  /** Called with everything the lists of a window are told. Returns the way out. */
  onNotice(listener: (notice: NoticeFrame) => void): () => void
  /** Throws the database's refusals. */
  settings(): Settings
  /** Those the page begins with; they come whatever the database says. */
  pageSettings(): PageSettings
  /** What the app remembers of itself under a key, null when nothing; it comes whatever the database says. */
  remembered(key: string): unknown
  /** Never throws: what cannot be remembered is logged by the store and told as a problem. */
  remember(key: string, value: unknown): void
  readonly catalog: SessionCatalog
}

export interface DesktopPortParts {
  readonly catalog: SessionCatalog
  readonly tokens: Tokens
  readonly listeners: Set<(notice: NoticeFrame) => void>
}

export function createDesktopPort({ catalog, tokens, listeners }: DesktopPortParts): DesktopPort {
  const tried = <T>(work: () => T): T | null => {
    try {
      return work()
    } catch {
      return null // the store's door has logged it and tells people through the status
    }
  }
  return {
    catalog,
    issueToken: () => tokens.issue(),
    onNotice: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    settings: () => catalog.settings(),
    pageSettings: () => catalog.pageSettings(),
    remembered: (key) => tried(() => catalog.useStore((store) => store.appState.get(key))),
    remember: (key, value) => void tried(() => catalog.useStore((store) => store.appState.set(key, value)))
  }
}
