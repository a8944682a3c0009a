/**
 * Where the stores find their server. `main.tsx` sets it once, before the page is drawn; tests set
 * their own. Read by the other stores and by the hooks.
 */
import { create } from 'zustand'
import { createAttachmentStorage } from '../connection/attachmentStorage.ts'
import { createDraftStorage } from '../connection/draftStorage.ts'
import type { DraftStorage } from '../connection/draftStorage.ts'
import { pageEndpoint } from '../connection/endpoint.ts'
import type { Endpoint } from '../connection/endpoint.ts'
import { createHttpClient } from '../connection/httpClient.ts'
import type { HttpClient } from '../connection/httpClient.ts'
import type { ServerProof } from '../connection/provenServer.ts'
import { browserSocketEnvironment } from '../connection/reconnectingSocket.ts'
import type { SocketEnvironment } from '../connection/reconnectingSocket.ts'
import { createTabStorage } from '../connection/tabStorage.ts'
import type { TabStorage } from '../connection/tabStorage.ts'

export interface Connection {
  readonly endpoint: Endpoint
  readonly http: HttpClient
  readonly tabStorage: TabStorage
  readonly drafts: DraftStorage
  readonly sockets: SocketEnvironment
}

export interface ConnectionStore {
  /** Null until `configureStores` has run. */
  readonly connection: Connection | null
}

export const useConnectionStore = create<ConnectionStore>()(() => ({ connection: null }))

/** Whatever is left out is the browser's own. */
export interface StoreConfiguration {
  readonly endpoint: Endpoint
  /** What a page in a browser knows of its server. */
  readonly server?: ServerProof | null
  readonly http?: HttpClient
  readonly tabStorage?: TabStorage
  readonly drafts?: DraftStorage
  readonly sockets?: SocketEnvironment
}

export function configureStores(configuration: StoreConfiguration): void {
  useConnectionStore.setState({ connection: toConnection(configuration) })
}

/** What was configured; without that, the server this page came from. */
export function readConnection(): Connection {
  const { connection } = useConnectionStore.getState()
  if (connection) return connection
  return toConnection({ endpoint: pageEndpoint() ?? { url: `${window.location.origin}/`, token: '' } })
}

function toConnection(configuration: StoreConfiguration): Connection {
  const { endpoint, server = null } = configuration
  return {
    endpoint,
    http: configuration.http ?? createHttpClient({ baseUrl: endpoint.url, token: endpoint.token, server }),
    tabStorage: configuration.tabStorage ?? createTabStorage(),
    drafts: configuration.drafts ?? createDraftStorage({ attachments: createAttachmentStorage() }),
    sockets: configuration.sockets ?? { ...browserSocketEnvironment, server }
  }
}
