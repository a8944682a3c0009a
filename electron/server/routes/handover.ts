/**
 * `/api/handover` and `/api/page-keys`: how a page in a browser comes in when its server has started anew; see
 * `pageKeys.ts`. The first is the only route of the API that is open to everybody.
 */
import { Hono } from 'hono'
import { HandoverRequest } from '../../../shared/pageKey.ts'
import { Refusal } from '../../refusal.ts'
import type { PageKeys } from '../pageKeys.ts'
import { bodyOf } from '../request.ts'

/** For everybody: what it answers is of use to the holder of the key alone. */
export function handoverRoutes(keys: PageKeys | null): Hono {
  const routes = new Hono()
  routes.post('/handover', async (context) => {
    const request = await bodyOf(context, HandoverRequest)
    const sealed = keys?.seal(request, context.req.header('origin')) ?? null
    if (sealed === null) throw notForPages()
    context.header('Cache-Control', 'no-store')
    return context.json(sealed)
  })
  return routes
}

/** @param mayKeep whether a token is that of browser mode: a window's ends with it, and leaves no key behind */
export function pageKeyRoutes(
  keys: PageKeys | null,
  mayKeep: (authorization: string | undefined) => boolean
): Hono {
  const routes = new Hono()
  routes.post('/page-keys', (context) => {
    const isKeeper = mayKeep(context.req.header('authorization'))
    const key = isKeeper ? (keys?.issue(context.req.header('origin')) ?? null) : null
    if (key === null) throw notForPages()
    return context.json(key, 201)
  })
  return routes
}

function notForPages(): Refusal {
  return new Refusal(403, 'not_for_pages')
}
