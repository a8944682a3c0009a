/** `GET /api/usage`: what all sessions on this machine have used. */
import { Hono } from 'hono'
import { UsageWish } from '../../../shared/historyUsage.ts'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import { readHistoryUsage } from '../../session/acts/historyUsage.ts'
import { queryOf } from '../request.ts'

export function historyUsageRoutes(catalog: SessionCatalog, dataDir: string): Hono {
  const routes = new Hono()
  routes.get('/', async (context) =>
    context.json(await readHistoryUsage(catalog, dataDir, queryOf(context, UsageWish)))
  )
  return routes
}
