/** `…/sessions/:sessionId/draft`: what was written in a session and not sent. */
import { Hono } from 'hono'
import { Draft } from '../../../shared/steering.ts'
import { Refusal } from '../../refusal.ts'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import { locatedIn } from '../locatedIn.ts'
import { bodyOf } from '../request.ts'

export function draftRoutes(catalog: SessionCatalog): Hono {
  const routes = new Hono()
  routes.get('/:sessionId/draft', (context) => {
    const { stored } = locatedIn(context, catalog)
    return context.json(catalog.useStore((store) => store.drafts.get(stored.id)))
  })
  routes.put('/:sessionId/draft', async (context) => {
    const { stored } = locatedIn(context, catalog)
    const draft = await bodyOf(context, Draft)
    if (!catalog.useStore((store) => store.drafts.put(stored.id, draft))) {
      throw new Refusal(404, 'session_not_found')
    }
    return context.body(null, 204)
  })
  return routes
}
