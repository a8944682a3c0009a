/**
 * Who may come in. Every door of the server asks here: the token, the Host and the Origin.
 * Loopback alone is no protection: any web page can send requests to it.
 */
import type { Tokens } from './tokens.ts'

export interface Guard {
  /** Host and Origin: asked of every request, pages included. */
  admitsSource(headers: { host: string | undefined; origin: string | undefined }): boolean
  /** Whether it is one of `Tokens`. */
  admitsToken(token: string): boolean
  /** `Authorization: Bearer …`. */
  admitsBearer(authorization: string | undefined): boolean
  /** The same, and the token is that of browser mode. */
  isBrowserMode(authorization: string | undefined): boolean
}

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** `port` is asked each time because it is known only once the server listens. */
export function createGuard(options: {
  readonly tokens: Pick<Tokens, 'admits' | 'isFixed'>
  readonly port: () => number
  readonly devOrigin?: string
}): Guard {
  const admitsToken = (token: string): boolean => options.tokens.admits(token)
  return {
    admitsToken,
    admitsBearer: (authorization) => {
      const token = bearerOf(authorization)
      return token !== null && admitsToken(token)
    },
    isBrowserMode: (authorization) => {
      const token = bearerOf(authorization)
      return token !== null && options.tokens.isFixed(token)
    },
    admitsSource: ({ host, origin }) => {
      if (host === undefined || !isLoopbackHost(host)) return false
      if (origin === undefined) return true
      return origin === options.devOrigin || ownOrigins(options.port()).includes(origin)
    }
  }
}

function bearerOf(authorization: string | undefined): string | null {
  return /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? null
}

function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d{1,5}$/, '').toLowerCase()
  return loopbackNames.has(name)
}

function ownOrigins(port: number): string[] {
  return [...loopbackNames].map((name) => `http://${name}:${port}`)
}
