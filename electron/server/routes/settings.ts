/** `/api/settings` and `/api/status`: a person's choices, and what a person should know of the app. */
import { Hono } from 'hono'
import { ChangeSettings } from '../../../shared/settings.ts'
import type { Status } from '../../../shared/protocol.ts'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import { bodyOf } from '../request.ts'

/** A choice there is not is refused like a wrong one: nobody should believe that it was kept. */
const KnownChanges = ChangeSettings.strict()

export function settingsRoutes(catalog: SessionCatalog, version: string): Hono {
  const routes = new Hono()
  routes.get('/settings', (context) => context.json(catalog.settings()))
  routes.patch('/settings', async (context) =>
    context.json(catalog.changeSettings(await bodyOf(context, KnownChanges)))
  )
  routes.get('/status', (context) => {
    const status: Status = { version, problems: [...catalog.problems()] }
    return context.json(status)
  })
  return routes
}
