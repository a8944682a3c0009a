/** `GET /api/projects/:projectId/sessions/:sessionId/usage`: what the session has used. */
import { Hono } from 'hono'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import type { UsageCounts } from '../../session/acts/sessionUsage.ts'
import { locatedIn } from '../locatedIn.ts'

export function usageRoutes(catalog: SessionCatalog, counts: UsageCounts): Hono {
  const routes = new Hono()
  routes.get('/:sessionId/usage', async (context) =>
    context.json(await counts.of(locatedIn(context, catalog)))
  )
  return routes
}
