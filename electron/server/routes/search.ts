/** `GET /api/search?q=…`: hits in everything that was ever said. */
import { Hono } from 'hono'
import { SearchQuery } from '../../../shared/search.ts'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import { queryOf } from '../request.ts'

export function searchRoutes(where: { readonly catalog: SessionCatalog; readonly dataDir: string }): Hono {
  const routes = new Hono()
  routes.get('/', async (context) => {
    const { signal } = context.req.raw
    const wish = queryOf(context, SearchQuery)
    // Loaded with the first question: a start does without.
    const { searchEverything } = await import('../../session/acts/searchEverything.ts')
    try {
      return context.json(await searchEverything(where, wish, signal))
    } catch (error) {
      if (!signal.aborted) throw error
      return context.body(null, 204) // Whoever asked has gone: nobody reads this.
    }
  })
  return routes
}
