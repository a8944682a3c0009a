/** Where this page finds its session server, and the token that opens it. Called by `main.tsx`. */
import { z } from 'zod'
import { keepToken, readKeptToken } from './keptToken.ts'
import { readBridge } from './skeinBridge.ts'

const Endpoint = z.object({
  /** `http://127.0.0.1:PORT/` */
  url: z.url({ protocol: /^https?$/ }),
  token: z.string().min(1)
})
export type Endpoint = z.infer<typeof Endpoint>

/**
 * In the desktop app the preload knows; in a browser it is the page's own origin with the token from
 * `#token=…`, which leaves the address bar at once and is kept for reloads and new tabs.
 * @returns null without a token: the page then says how to open the link
 */
export async function findEndpoint(): Promise<Endpoint | null> {
  const bridge = readBridge()
  if (bridge) return Endpoint.parse(await bridge.endpoint())
  return pageEndpoint()
}

/** The same for a page in a browser. */
export function pageEndpoint(): Endpoint | null {
  const token = takeTokenFromAddress() ?? readKeptToken()
  return token === null ? null : { url: `${window.location.origin}/`, token }
}

function takeTokenFromAddress(): string | null {
  const { hash, pathname, search } = window.location
  const fields = new URLSearchParams(hash.slice(1))
  const token = fields.get('token')
  if (token === null || token === '') return null
  fields.delete('token')
  const rest = fields.size === 0 ? '' : `#${fields.toString()}`
  window.history.replaceState(window.history.state, '', `${pathname}${search}${rest}`)
  keepToken(token)
  return token
}

/** `ws://127.0.0.1:PORT/ws/session` for the server at `http://127.0.0.1:PORT/`. */
export function socketUrl(endpoint: Endpoint, path: '/ws/session' | '/ws/notices'): string {
  const url = new URL(path, endpoint.url)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}
