/** `/api/vault`: whether copies are kept of what agents wrote, what they hold, and how they come back. */
import { Hono } from 'hono'
import { SessionId } from '../../../shared/ids.ts'
import { ChangeVault, LengthenRetention, RestoreSession, RetentionQuery } from '../../../shared/vault.ts'
import {
  chooseVault,
  lengthenRetention,
  lookForCopy,
  previewRetention,
  restoreSession,
  vaultState,
  verifyVault
} from '../../session/acts/vaultActs.ts'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import { bodyOf, paramOf, queryOf } from '../request.ts'

export function vaultRoutes(catalog: SessionCatalog): Hono {
  const routes = new Hono()
  routes.get('/', async (context) => context.json(await vaultState(catalog)))
  routes.put('/', async (context) =>
    context.json(await chooseVault(catalog, await bodyOf(context, ChangeVault)))
  )
  routes.post('/restore', async (context) => {
    const { sessionId } = await bodyOf(context, RestoreSession)
    return context.json(await restoreSession(catalog, sessionId))
  })
  routes.post('/verify', async (context) => context.json(await verifyVault(catalog)))
  routes.get('/sessions/:sessionId', async (context) => {
    return context.json(
      await lookForCopy(catalog, paramOf(context, 'sessionId', SessionId, 'session_not_found'))
    )
  })
  routes.get('/retention', async (context) =>
    context.json(await previewRetention(catalog, queryOf(context, RetentionQuery)))
  )
  routes.put('/retention', async (context) =>
    context.json(await lengthenRetention(catalog, await bodyOf(context, LengthenRetention)))
  )
  return routes
}
