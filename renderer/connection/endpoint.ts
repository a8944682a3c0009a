/** Where this page finds its session server, and the token that opens it. Called by `main.tsx`. */
import { z } from 'zod'
import { findInBrowser, takeFoundEarly } from './findInBrowser.ts'
import { readKeptToken } from './keptToken.ts'
import { ProvenServer } from './provenServer.ts'
import { readBridge } from './skeinBridge.ts'

const Endpoint = z.object({
  /** `http://127.0.0.1:PORT/` */
  url: z.url({ protocol: /^https?$/ }),
  token: z.string().min(1)
})
export type Endpoint = z.infer<typeof Endpoint>

/** A server that was found. `server` is null in the desktop app, whose server lives and dies with its windows. */
export interface FoundServer {
  readonly endpoint: Endpoint
  readonly server: ProvenServer | null
}

/**
 * In the desktop app the preload knows; in a browser it is the page's own origin, with the token Skein hands over to
 * the key of this browser, else with the one from `#token=…`, which leaves the address bar at once.
 * @returns null without a token: the page then says how to open the link
 */
export async function findServer(): Promise<FoundServer | null> {
  const bridge = readBridge()
  if (bridge) return { endpoint: Endpoint.parse(await bridge.endpoint()), server: null }
  const { origin } = window.location
  const url = `${origin}/`
  const linked = takeTokenFromAddress()
  const found = (await takeFoundEarly()) ?? (await findInBrowser(linked, { url, origin }))
  if (found === null) return null
  return { endpoint: { url, token: found.token }, server: new ProvenServer({ url, origin, ...found }) }
}

/** What is known of the server without asking anybody; for pages that nobody has configured. */
export function pageEndpoint(): Endpoint | null {
  const token = takeTokenFromAddress() ?? readKeptToken()
  return token === null ? null : { url: `${window.location.origin}/`, token }
}

/** The token of a link, once; the rest of the address stays as it is. */
export function takeTokenFromAddress(): string | null {
  const { hash, pathname, search } = window.location
  const fields = new URLSearchParams(hash.slice(1))
  const token = fields.get('token')
  if (token === null) return null
  fields.delete('token')
  const rest = fields.size === 0 ? '' : `#${fields.toString()}`
  window.history.replaceState(window.history.state, '', `${pathname}${search}${rest}`)
  return token === '' ? null : token
}

/** `ws://127.0.0.1:PORT/ws/session` for the server at `http://127.0.0.1:PORT/`. */
export function socketUrl(endpoint: Endpoint, path: '/ws/session' | '/ws/notices'): string {
  const url = new URL(path, endpoint.url)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}
