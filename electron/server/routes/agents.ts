/** `/api/agents`: which agents there are, and whether each can run on this machine now. */
import { Hono } from 'hono'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'

export function agentRoutes(catalog: SessionCatalog): Hono {
  const routes = new Hono()
  routes.get('/', async (context) => context.json({ agents: await catalog.agents() }))
  return routes
}
