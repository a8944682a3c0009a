/** `GET /api/projects/:projectId/sessions/:sessionId/find?query=…`: hits in all of a session. */
import { Hono } from 'hono'
import { FindQuery } from '../../../shared/find.ts'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import { locatedIn } from '../locatedIn.ts'
import { queryOf } from '../request.ts'

export function findRoutes(catalog: SessionCatalog): Hono {
  const routes = new Hono()
  routes.get('/:sessionId/find', async (context) => {
    const { signal } = context.req.raw
    const session = locatedIn(context, catalog)
    const wish = queryOf(context, FindQuery)
    // Loaded with the first question: a start does without.
    const { findInSession } = await import('../../session/acts/sessionFind.ts')
    try {
      return context.json(await findInSession(session, wish, signal))
    } catch (error) {
      if (!signal.aborted) throw error
      return context.body(null, 204) // Whoever asked has gone: nobody reads this.
    }
  })
  return routes
}
